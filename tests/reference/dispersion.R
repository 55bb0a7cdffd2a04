# Makes r_spread_counts.csv and r_spread.csv beside it, with R alone: Rscript dispersion.R
# Made with R 4.2.2: summary(glm(n ~ area + year, family = quasipoisson))$dispersion and
# df.residual. Invented counts (opdigtede data). No test runs R; the values are committed.

set.seed(4)
control <- glm.control(epsilon = 1e-12, maxit = 100)

draw <- function(areas, years, level, phi, common) {
  cells <- expand.grid(area = paste0("a", seq_len(areas)), year = 2000 + seq_len(years))
  mean <- level * exp(rnorm(areas, 0, 0.8))[as.integer(cells$area)] * exp(rnorm(years, 0, common))[cells$year - 2000]
  cells$n <- if (phi > 1) rnbinom(nrow(cells), size = mean / (phi - 1), mu = mean) else rpois(nrow(cells), mean)
  cells
}

tables <- list(
  square = draw(13, 2, 300, 3, 0.1),
  long = draw(4, 8, 60, 2, 0.3),
  wide = draw(20, 7, 400, 5, 0.05),
  plain = draw(6, 5, 80, 1, 0.2),
  three = draw(3, 6, 100, 4, 0.1),
  some = local({  # an area that was redrawn, one that began late, a year that one has not
    all <- draw(9, 8, 200, 3, 0.1)
    all$area <- as.character(all$area)
    all$area[all$area == "a1" & all$year >= 2005] <- "a1-new"
    all[!(all$area == "a2" & all$year < 2004) & !(all$area == "a3" & all$year == 2006), ]
  }),
  apart = local({  # a break for all: two tables that share neither area nor year
    all <- draw(5, 9, 150, 3, 0.1)
    all$area <- ifelse(all$year < 2005, paste0(all$area, "-old"), paste0(all$area, "-new"))
    all
  })
)

fit <- function(cells) {  # twice, from where it ended: the fit is then exact to the last digits
  found <- NULL
  for (i in 1:3) {
    cells$start <- if (is.null(found)) pmax(cells$n, 1) else fitted(found)
    found <- glm(n ~ factor(area) + factor(year), quasipoisson, cells, mustart = start, control = control)
  }
  found
}

apart <- function(cells) {  # glm drops what it cannot tell apart: its rank counts the parts
  found <- fit(cells)
  mu <- fitted(found)
  stopifnot(min(mu) >= 5)
  df <- nrow(cells) - found$rank
  x2 <- sum((cells$n - mu)^2 / mu)
  stopifnot(all.equal(x2 / df, summary(found)$dispersion, tolerance = 1e-7), df == df.residual(found))
  data.frame(df = df, x2 = sprintf("%.17g", x2), dispersion = sprintf("%.17g", x2 / df))
}

write.csv(
  do.call(rbind, Map(function(cells, name) cbind(table = name, cells[c("area", "year", "n")]), tables, names(tables))),
  "r_spread_counts.csv", row.names = FALSE, quote = FALSE
)
write.csv(
  do.call(rbind, Map(function(cells, name) cbind(table = name, apart(cells)), tables, names(tables))),
  "r_spread.csv", row.names = FALSE, quote = FALSE
)

# The worked example of docs/methods/dispersion.md.
shown <- apart(data.frame(area = rep(c("a", "b", "c"), each = 2), year = rep(1:2, 3), n = c(40, 60, 90, 60, 70, 80)))
write.csv(
  data.frame(page = "dispersion", quantity = c("X2", "df", "phi"), value = c(shown$x2, shown$df, shown$dispersion)),
  "r_pages_dispersion.csv", row.names = FALSE, quote = FALSE
)
