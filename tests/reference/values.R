# Makes every r_*.csv beside it, with R alone: cd tests/reference && Rscript values.R
# Made with R 4.2.2 and survey 4.1.1. No test runs R; the values are committed.

suppressMessages(library(survey))
options(survey.lonely.psu = "adjust", warn = 1)
tail <- 0.025

save <- function(rows, name) {
  number <- vapply(rows, is.numeric, NA)
  rows[number] <- lapply(rows[number], function(x) ifelse(is.na(x), "", sprintf("%.17g", x)))
  write.csv(rows, name, row.names = FALSE, quote = FALSE, na = "")
}

bind <- function(rows) do.call(rbind, lapply(rows, as.data.frame))

# Counts and their ratios ------------------------------------------------------------------------

one <- function(x, e, phi) {
  exact <- poisson.test(x, e)$conf.int
  low <- if (x > 0) qgamma(tail, x / phi) * phi / e else 0
  high <- qgamma(1 - tail, x / phi + 1) * phi / e
  if (phi == 1) stopifnot(all.equal(c(low, high), as.vector(exact), tolerance = 1e-12))
  list(
    x1 = x, e1 = e, x0 = NA, e0 = NA, phi = phi, low = low, high = high, p_rise = NA, p_fall = NA
  )
}

two <- function(x1, e1, x0, e0, phi) {
  a <- x1 / phi
  b <- x0 / phi
  low <- if (a > 0) qbeta(tail, a, b + 1) else 0
  high <- if (b > 0) qbeta(1 - tail, a + 1, b) else 1
  limits <- c(low / (1 - low), high / (1 - high)) * e0 / e1
  rise <- if (a > 0) pbeta(e1 / (e0 + e1), a, b + 1) else 1
  fall <- if (b > 0) pbeta(e1 / (e0 + e1), a + 1, b, lower.tail = FALSE) else 1
  if (phi == 1) {
    p <- function(way) poisson.test(c(x1, x0), c(e1, e0), alternative = way)$p.value
    exact <- as.vector(poisson.test(c(x1, x0), c(e1, e0))$conf.int)
    stopifnot(all.equal(limits, exact, tolerance = 1e-9))
    stopifnot(all.equal(c(rise, fall), c(p("greater"), p("less")), tolerance = 1e-9))
    limits <- exact
  }
  list(
    x1 = x1, e1 = e1, x0 = x0, e0 = e0, phi = phi, low = limits[1], high = limits[2],
    p_rise = rise, p_fall = fall
  )
}

counts <- c(0, 1, 2, 5, 6, 7, 8, 9, 10, 25, 64, 100, 450, 1000, 5504)
levels <- expand.grid(x = counts, e = c(1, 3, 2.2), phi = c(1, 2, 3, 4.7, 5))
pairs <- list(
  c(0, 1, 0, 2), c(0, 1, 5, 1), c(5, 1, 0, 1), c(1, 1, 1, 1), c(7, 1, 5, 1), c(7, 1, 21, 3),
  c(25, 1, 100, 3), c(100, 1, 240, 3), c(450, 1, 450, 1), c(64, 2222, 71, 2190),
  c(1010, 6.42, 2890, 19.01), c(5504, 86144, 6158, 86144), c(3, 5180, 800, 4455)
)
changes <- expand.grid(pair = seq_along(pairs), phi = c(1, 2, 3, 4.7, 5))
save(
  bind(c(
    Map(one, levels$x, levels$e, levels$phi),
    Map(function(i, phi) do.call(two, c(as.list(pairs[[i]]), phi)), changes$pair, changes$phi)
  )),
  "r_counts.csv"
)

# Shares of independent answers ------------------------------------------------------------------

score <- function(x, n, deff) {
  limits <- prop.test(x / deff, n / deff, correct = FALSE)$conf.int
  list(method = "wilson", p = x / n, n = n, deff = deff, low = limits[1], high = limits[2])
}

edge <- function(p, n, deff) {
  yes <- p * n / deff
  no <- (1 - p) * n / deff
  low <- if (p > 0) qbeta(tail, yes, no + 1) else 0
  high <- if (p < 1) qbeta(1 - tail, yes + 1, no) else 1
  list(method = "edge", p = p, n = n, deff = deff, low = low, high = high)
}

shares <- expand.grid(x = c(0, 1, 40, 199, 200), deff = c(1, 1.3, 2))
edges <- expand.grid(p = c(0, 0.5, 1), n = c(1, 17, 300), deff = c(1, 1.3))
save(
  bind(c(
    Map(function(x, deff) suppressWarnings(score(x, 200, deff)), shares$x, shares$deff),
    Map(edge, edges$p, edges$n, edges$deff)
  )),
  "r_proportions.csv"
)

# The invented sample ----------------------------------------------------------------------------

sample <- read.csv("sample.csv", colClasses = c(answer = "character"))
safe <- c("meget tryg", "tryg")
clear <- c(safe, "hverken", "utryg", "meget utryg")
counted <- list(clear = clear, asked = c(clear, "ved ikke"), all = c(clear, "ved ikke", ""))
places <- list(
  city = unique(sample$place), north = c("a", "b"), cross = c("c", "d"), glad = "g", sad = "h",
  corner = "k"
)
sample$y <- as.numeric(sample$answer %in% safe)
sample$equal <- 1

drawn <- function(design, rows) {
  switch(design,
    equal = svydesign(ids = ~1, weights = ~equal, data = rows),
    weighted = svydesign(ids = ~1, weights = ~weight, data = rows),
    strata = svydesign(ids = ~1, strata = ~stratum, weights = ~weight, data = rows),
    psu = svydesign(ids = ~psu, weights = ~weight, data = rows),
    both = svydesign(ids = ~psu, strata = ~stratum, weights = ~weight, data = rows, nest = TRUE),
    lone_psu = svydesign(
      ids = ~psu, strata = ~lone_psu, weights = ~weight, data = rows, nest = TRUE
    ),
    lone_person = svydesign(ids = ~1, strata = ~lone_person, weights = ~weight, data = rows)
  )
}
designs <- c("equal", "weighted", "strata", "psu", "both", "lone_psu", "lone_person")

marked <- function(wave, area, answers) {
  rows <- sample[sample$wave %in% wave, ]
  rows$one <- as.numeric(rows$answer %in% counted[[answers]])
  rows$D <- rows$one * (rows$place %in% places[[area]])
  rows$yes <- rows$y * rows$one
  rows$yD <- rows$y * rows$D
  rows
}

level <- function(design, area, answers, wave) {
  d <- subset(drawn(design, marked(wave, area, answers)), D == 1)
  found <- suppressWarnings(svyciprop(~y, d, method = "beta"))
  list(
    design = design, area = area, answers = answers, wave = wave, p = as.vector(found),
    se = sqrt(as.vector(attr(found, "var"))), df = degf(d), n = nrow(d),
    low = attr(found, "ci")[[1]], high = attr(found, "ci")[[2]]
  )
}

limited <- function(value, se, df) {
  half <- suppressWarnings(qt(1 - tail, df)) * se
  list(
    value = value, se = se, df = df, low = value - half, high = value + half,
    p_rise = pt(value / se, df, lower.tail = FALSE), p_fall = pt(value / se, df)
  )
}

# The way that is not ours: the part's share of the whole taken as known.
naive <- function(d) {
  by <- svyby(~y, ~D, subset(d, one == 1), svymean, covmat = TRUE)
  inside <- coef(svymean(~D, subset(d, one == 1)))[[1]]
  sqrt(as.vector(vcov(svycontrast(by, c(1 - inside, inside - 1)))))
}

gap <- function(design, area, answers, wave) {
  d <- drawn(design, marked(wave, area, answers))
  found <- svycontrast(svytotal(~ yD + D + yes + one, d), quote(yes / one - yD / D))
  limits <- limited(as.vector(found), SE(found)[[1]], degf(d))
  c(list(design = design, area = area, answers = answers, wave = wave), limits, naive = naive(d))
}

each <- function(f, areas, answers, designs, waves = 1:2) {
  all <- expand.grid(wave = waves, answers = answers, area = areas, design = designs)
  text <- function(x) as.character(all[[x]])
  bind(Map(f, text("design"), text("area"), text("answers"), all$wave))
}

save(
  rbind(
    each(level, c("city", "north", "cross", "glad", "sad", "corner"), "clear", designs),
    each(level, c("city", "north"), c("asked", "all"), designs, 1)
  ),
  "r_shares.csv"
)
parts <- c("north", "cross", "glad", "sad")
save(
  rbind(each(gap, parts, "clear", designs), each(gap, "cross", c("asked", "all"), designs, 1)),
  "r_gaps.csv"
)

# Two waves: drawn apart, so each stratum of each wave is a stratum of its own -----------------------

both_waves <- function(design, area, answers) {
  rows <- marked(1:2, area, answers)
  for (name in c("stratum", "lone_psu", "lone_person")) {
    rows[[name]] <- paste(rows$wave, rows[[name]])
  }
  rows$psu <- paste(rows$wave, rows$psu)
  rows$now <- as.numeric(rows$wave == 2)
  plain <- c(equal = "equal", weighted = "weighted", psu = "psu")
  if (!design %in% plain) return(drawn(design, rows))
  weights <- if (design == "equal") ~equal else ~weight
  ids <- if (design == "psu") ~psu else ~1
  svydesign(ids = ids, strata = ~wave, weights = weights, data = rows, nest = TRUE)
}

change <- function(design, area, answers, ...) {
  d <- subset(both_waves(design, area, answers), D == 1)
  by <- svyby(~y, ~wave, d, svymean, covmat = TRUE)
  found <- svycontrast(by, c(-1, 1))
  df <- degf(subset(d, wave == 1)) + degf(subset(d, wave == 2))
  limits <- limited(as.vector(found), SE(found)[[1]], df)
  c(list(kind = "share", design = design, area = area), limits)
}

change_of_gap <- function(design, area, answers, ...) {
  d <- both_waves(design, area, answers)
  d <- update(d,
    D1 = D * (1 - now), D2 = D * now, yD1 = yD * (1 - now), yD2 = yD * now,
    one1 = one * (1 - now), one2 = one * now, yes1 = yes * (1 - now), yes2 = yes * now
  )
  totals <- svytotal(~ D1 + D2 + yD1 + yD2 + one1 + one2 + yes1 + yes2, d)
  found <- svycontrast(totals, quote((yes2 / one2 - yD2 / D2) - (yes1 / one1 - yD1 / D1)))
  limits <- limited(as.vector(found), SE(found)[[1]], degf(d))
  c(list(kind = "gap", design = design, area = area), limits)
}

save(
  rbind(
    each(change, c("city", "north", "cross"), "clear", designs, 1),
    each(change_of_gap, c("north", "cross"), "clear", designs, 1)
  ),
  "r_changes.csv"
)

# The survey package's own samples: the gap of schools with comp.imp = No to all schools ------------

api_gap <- function(name, d) {
  d <- update(d, one = 1, y = as.numeric(sch.wide == "Yes"), D = as.numeric(comp.imp == "No"))
  d <- update(d, yes = y, yD = y * D)
  found <- svycontrast(svytotal(~ yD + D + yes + one, d), quote(yes / one - yD / D))
  c(list(sample = name), limited(as.vector(found), SE(found)[[1]], degf(d)), naive = naive(d))
}

data(api)
save(
  bind(list(
    api_gap("apistrat", svydesign(ids = ~1, strata = ~stype, weights = ~pw, data = apistrat)),
    api_gap("apiclus1", svydesign(ids = ~dnum, weights = ~pw, data = apiclus1))
  )),
  "r_api_gaps.csv"
)

# The worked examples of docs/methods -----------------------------------------------------------------

people <- data.frame(
  stratum = rep(c("s1", "s2"), each = 3), weight = rep(c(10, 20), each = 3),
  yes = c(1, 1, 0, 1, 0, 0), one = 1, D = rep(c(1, 0), each = 3)
)
people$yD <- people$yes * people$D
drawn6 <- svydesign(ids = ~1, strata = ~stratum, weights = ~weight, data = people)
share6 <- svyciprop(~yes, drawn6, method = "beta")
gap6 <- svycontrast(svytotal(~ yD + D + yes + one, drawn6), quote(yes / one - yD / D))
pairs6 <- svydesign(
  ids = ~ psu + person, weights = ~one, fpc = ~ psus + in_psu,
  data = data.frame(
    psu = rep(1:3, each = 2), person = 1:6, yes = c(1, 1, 0, 1, 0, 0), one = 1, psus = 6, in_psu = 4
  )
)
stages6 <- svymean(~yes, pairs6, deff = "replace")
between <- limited(0.84 - 0.80, sqrt(0.0009 + 0.0016), 4 + 6)

# 100 reports in one year's baseline, phi = 3: which coming counts are shown, and how often.
coming <- function(ratio, x) sum(dnbinom(x, size = 100 * ratio / 2, prob = 1 / 3))
ends <- vapply(0:2000, function(x) unlist(two(x, 1, 100, 1, 3)[c("low", "high")]), c(0, 0))
risen <- which(ends[1, ] > 1) - 1
fallen <- which(ends[2, ] < 1) - 1
root <- function(x, from, to) {
  uniroot(function(ratio) coming(ratio, x) - 0.8, c(from, to), tol = 1e-12)$root
}
baselines <- 0:400
alarm <- vapply(baselines, function(base) {
  low <- vapply(0:600, function(x) two(x, 1, base, 1, 3)$low, 0)
  coming(1, which(low > 1) - 1) + pnbinom(600, size = 50, prob = 1 / 3, lower.tail = FALSE)
}, 0)
drawn_alarm <- sum(dnbinom(baselines, size = 50, prob = 1 / 3) * alarm)
survey <- sqrt(2 * 1.3 * 0.8 * 0.2 / 300)

shown <- function(page, ...) bind(Map(list, page = page, quantity = names(c(...)), value = c(...)))
folehaven <- poisson.test(64, 2.222)$conf.int
printed <- prop.test(0.85 * 3596 / 1.3, 3596 / 1.3, correct = FALSE)$conf.int
scaled <- one(25, 1, 2)
ratio15 <- two(30, 1, 60, 3, 3)
two_years <- poisson.test(c(110 + 96, 100), c(2, 1))$conf.int
waves <- data.frame(
  t = 2024:2027, p = c(0.60, 0.63, 0.61, 0.66), se = c(0.030, 0.025, 0.030, 0.020)
)
line <- lm(p ~ t, weights = 1 / se^2, data = waves)
part <- c(1200, 1500) / 2700
save(
  rbind(
    shown("count", c("low" = scaled$low, "high" = scaled$high)),
    shown("rate", c("rate" = 64 / 2.222, "low" = folehaven[1], "high" = folehaven[2])),
    shown("change", c(
      "ratio" = 30 / 1 / (60 / 3), "ratio low" = ratio15$low, "ratio high" = ratio15$high,
      "difference" = between$value, "difference low" = between$low,
      "difference high" = between$high
    )),
    shown("share", c(
      "share" = as.vector(share6), "SE" = SE(share6)[[1]], "df" = degf(drawn6),
      "low" = attr(share6, "ci")[[1]], "high" = attr(share6, "ci")[[2]],
      "printed low" = printed[1], "printed high" = printed[2],
      "two stages" = SE(stages6)[[1]], "deff" = deff(stages6)[[1]],
      "effective n" = 0.25 / SE(stages6)[[1]]^2
    )),
    shown("period", c(
      "ratio" = 206 / 2 / 100, "ratio low" = two_years[1], "ratio high" = two_years[2],
      "slope" = coef(line)[["t"]], "slope SE" = sqrt(summary(line)$cov.unscaled["t", "t"]),
      "pooled share" = sum(part * c(0.61, 0.66)),
      "pooled SE" = sqrt(sum(part^2 * c(0.03, 0.02)^2))
    )),
    shown("gap", unlist(limited(as.vector(gap6), SE(gap6)[[1]], degf(drawn6))[1:5])),
    shown("power", c(
      "shown held up to" = max(fallen), "shown missed from" = min(risen),
      "smallest fall" = root(fallen, 0.01, 1), "smallest rise" = root(risen, 1, 10),
      "overlooked" = 1 - coming(1.25, risen), "false alarm" = drawn_alarm,
      "smallest difference" = (qnorm(0.975) + qnorm(0.8)) * survey,
      "difference overlooked" = pnorm(qnorm(0.975) - 0.05 / survey)
    ))
  ),
  "r_pages.csv"
)
