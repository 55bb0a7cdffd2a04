# Makes r_period_slopes.csv, r_period_pools.csv and r_period_sums.csv beside it, with R alone:
# cd tests/reference && Rscript period.R
# Made with R 4.2.2 and survey 4.1.1. No test runs R; the values are committed.
# Slopes: lm(p ~ t, weights = 1 / v); SE from cov.unscaled, the variances being known.
# Pools: svymean of each wave of sample.csv, combined by hand. Sums: poisson.test; qbeta at phi > 1.

suppressMessages(library(survey))
options(survey.lonely.psu = "adjust", warn = 1)

save <- function(rows, name) {
  number <- vapply(rows, is.numeric, NA)
  rows[number] <- lapply(rows[number], function(x) ifelse(is.na(x), "", sprintf("%.17g", x)))
  write.csv(rows, name, row.names = FALSE, quote = FALSE, na = "")
}
bind <- function(rows) do.call(rbind, lapply(rows, as.data.frame))
list_of <- function(x) paste(sprintf("%.17g", x), collapse = " ")

# Slopes -----------------------------------------------------------------------------------------

slope <- function(t, p, se) {
  fit <- lm(p ~ t, weights = 1 / se^2)
  b <- coef(fit)[["t"]]
  error <- sqrt(summary(fit)$cov.unscaled["t", "t"])
  data.frame(
    t = list_of(t), p = list_of(p), v = list_of(se^2), b = b, se = error,
    low = b - qnorm(0.975) * error, high = b + qnorm(0.975) * error
  )
}

save(rbind(
  slope(2024:2026, c(0.60, 0.63, 0.61), c(0.030, 0.025, 0.030)),
  slope(2024:2027, c(0.60, 0.63, 0.61, 0.66), c(0.030, 0.025, 0.030, 0.020)),
  slope(2024:2028, c(0.71, 0.70, 0.69, 0.66, 0.60), c(0.020, 0.050, 0.010, 0.020, 0.030)),
  slope(c(2022, 2025, 2026), c(0.80, 0.80, 0.80), c(0.020, 0.020, 0.020)),
  slope(c(2020, 2024, 2025, 2028), c(0.55, 0.70, 0.72, 0.90), c(0.010, 0.040, 0.020, 0.005))
), "r_period_slopes.csv")

# Pooled waves of the invented sample ------------------------------------------------------------

sample <- read.csv("sample.csv", colClasses = c(answer = "character"))
safe <- c("meget tryg", "tryg")
clear <- c(safe, "hverken", "utryg", "meget utryg")
places <- list(city = unique(sample$place), north = c("a", "b"), cross = c("c", "d"))
sample$y <- as.numeric(sample$answer %in% safe)

wave <- function(design, area, number) {
  rows <- sample[sample$wave == number, ]
  rows$D <- rows$answer %in% clear & rows$place %in% places[[area]]
  whole <- switch(design,
    weighted = svydesign(ids = ~1, weights = ~weight, data = rows),
    strata = svydesign(ids = ~1, strata = ~stratum, weights = ~weight, data = rows),
    both = svydesign(ids = ~psu, strata = ~stratum, weights = ~weight, data = rows, nest = TRUE)
  )
  d <- subset(whole, D)
  found <- svymean(~y, d)
  list(p = coef(found)[["y"]], v = vcov(found)[[1]], w = sum(weights(d)), df = degf(d))
}

pool <- function(design, area) {
  waves <- lapply(1:2, function(number) wave(design, area, number))
  of <- function(name) vapply(waves, function(each) each[[name]], 1)
  part <- of("w") / sum(of("w"))
  value <- sum(part * of("p"))
  error <- sqrt(sum(part^2 * of("v")))
  # the same value without weights by hand: every answer of both waves in one mean
  rows <- sample[sample$answer %in% clear & sample$place %in% places[[area]], ]
  stopifnot(all.equal(value, weighted.mean(rows$y, rows$weight), tolerance = 1e-12))
  data.frame(
    design = design, area = area, w1 = of("w")[1], w2 = of("w")[2],
    value = value, se = error, df = sum(of("df"))
  )
}

save(
  bind(Map(pool, rep(c("weighted", "strata", "both"), each = 3), rep(names(places), 3))),
  "r_period_pools.csv"
)

# Summed years against a baseline ----------------------------------------------------------------

summed <- function(x, e, x0, e0, phi) {
  a <- sum(x) / phi
  b <- x0 / phi
  low <- if (a > 0) qbeta(0.025, a, b + 1) else 0
  high <- if (b > 0) qbeta(0.975, a + 1, b) else 1
  limits <- c(low / (1 - low), high / (1 - high)) * e0 / sum(e)
  if (phi == 1) {
    exact <- as.vector(poisson.test(c(sum(x), x0), c(sum(e), e0))$conf.int)
    stopifnot(all.equal(limits, exact, tolerance = 1e-9))
    limits <- exact
  }
  data.frame(
    x = list_of(x), e = list_of(e), x0 = x0, e0 = e0, phi = phi,
    ratio = (sum(x) / sum(e)) / (x0 / e0), low = limits[1], high = limits[2]
  )
}

save(bind(list(
  summed(c(110, 96), c(1, 1), 100, 1, 1),
  summed(c(110, 96), c(1, 1), 100, 1, 3),
  summed(c(5, 0, 7, 4), c(1, 1, 1, 1), 21, 3, 1),
  summed(c(0, 0), c(1, 1), 9, 1, 2),
  summed(c(64, 71, 80), c(2.222, 2.190, 2.150), 60, 2.240, 1),
  summed(c(410, 395, 430, 442), c(8.1, 8.0, 7.9, 7.7), 1200, 24.6, 4.7)
)), "r_period_sums.csv")
