# Makes every r_design*.csv beside it, with R alone: cd tests/reference && Rscript designs.R
# Made with R 4.2.2 and survey 4.1.1. No test runs R; the values are committed.
#
# designs.csv (opdigtede data, made by invent_designs.py) is drawn in two stages: PSUs of a stratum,
# people of a PSU. Here it is read by seven designs, with and without the population's sizes (fpc),
# and a stratum with one PSU by each of three rules. Weights of 0 are in it.
#
#   level     svymean(~y, subset(d, D == 1), deff = "replace"), degf,
#             svyciprop(method = "beta") and (method = "xlogit")
#   gap       svycontrast(svytotal(~ yD + D + yes + one, d), quote(yes / one - yD / D))
#   change    svycontrast(svyby(~y, ~wave, d, svymean, covmat = TRUE), c(-1, 1))
#
# An empty cell is what R has no number for (NaN).

suppressMessages(library(survey))
tail <- 0.025
save <- function(rows, name) {
  number <- vapply(rows, is.numeric, NA)
  rows[number] <- lapply(rows[number], function(x) ifelse(is.na(x), "", sprintf("%.17g", x)))
  write.csv(rows, name, row.names = FALSE, quote = FALSE, na = "")
}

bind <- function(rows) do.call(rbind, lapply(rows, as.data.frame))

rows <- read.csv("designs.csv", colClasses = c(answer = "character", psu = "character"))
safe <- c("meget tryg", "tryg")
clear <- c(safe, "hverken", "utryg", "meget utryg")
places <- list(
  city = unique(rows$place), everywhere = "a", two_strata = "b", one_psu = "c", full = "f",
  safe = "g", unsafe = "h", one = "i", lone = "l", alone = "q", zeros = "w", mixed = c("a", "l", "w")
)
rows$y <- as.numeric(rows$answer %in% safe)
rows$one <- as.numeric(rows$answer %in% clear)
rows$no_end <- Inf

marked <- function(wave, area) {
  found <- rows[rows$wave %in% wave, ]
  found$D <- found$one * (found$place %in% places[[area]])
  found$yes <- found$y * found$one
  found$yD <- found$y * found$D
  found
}

# The design's stages, strata and sizes; drawn apart in each wave, so each wave has strata of its own.
drawn <- function(design, fpc, data) {
  both <- length(unique(data$wave)) > 1
  data$key <- paste(data$wave, data$stratum)
  data$unit <- paste(data$wave, data$psu)
  data$whose <- paste(data$wave, data$person)
  ids <- switch(design,
    people = ~whose, strata = ~whose, psu = ~unit, both = ~unit, psu_two = ~ unit + whose,
    two = ~ unit + whose, no_people = ~ unit + whose
  )
  strata <- if (design %in% c("strata", "both", "two", "no_people")) ~key else if (both) ~wave
  sizes <- switch(design,
    people = ~everyone, strata = ~stratum_people, psu = ~all_psus, both = ~psus,
    psu_two = ~ all_psus + people, two = ~ psus + people, no_people = ~ psus + no_end
  )
  svydesign(
    ids = ids, strata = strata, weights = ~weight, data = data, nest = TRUE,
    fpc = if (fpc == "yes") sizes
  )
}

level <- function(design, fpc, lone, area, wave) {
  options(survey.lonely.psu = lone)
  d <- subset(drawn(design, fpc, marked(wave, area)), D == 1)
  mean <- svymean(~y, d, deff = "replace")
  limits <- function(method) {
    tryCatch(as.vector(attr(suppressWarnings(svyciprop(~y, d, method = method)), "ci")),
      error = function(e) c(NaN, NaN)
    )
  }
  beta <- limits("beta")
  logit <- limits("xlogit")
  list(
    design = design, fpc = fpc, lone = lone, area = area, wave = wave, p = coef(mean)[[1]],
    se = SE(mean)[[1]], df = degf(d), n = nrow(d), low = beta[1], high = beta[2],
    logit_low = logit[1], logit_high = logit[2], deff = deff(mean)[[1]]
  )
}

limited <- function(value, se, df) {
  half <- suppressWarnings(qt(1 - tail, df)) * se
  list(value = value, se = se, df = df, low = value - half, high = value + half)
}

# Without sizes: nothing that is compared has a population's end.
gap <- function(design, lone, area, wave) {
  options(survey.lonely.psu = lone)
  d <- drawn(design, "no", marked(wave, area))
  found <- svycontrast(svytotal(~ yD + D + yes + one, d), quote(yes / one - yD / D))
  c(
    list(design = design, lone = lone, area = area, wave = wave),
    limited(as.vector(found), SE(found)[[1]], degf(d))
  )
}

change <- function(design, lone, area) {
  options(survey.lonely.psu = lone)
  d <- subset(drawn(design, "no", marked(1:2, area)), D == 1)
  found <- svycontrast(svyby(~y, ~wave, d, svymean, covmat = TRUE), c(-1, 1))
  df <- degf(subset(d, wave == 1)) + degf(subset(d, wave == 2))
  c(list(design = design, lone = lone, area = area), limited(as.vector(found), SE(found)[[1]], df))
}

each <- function(f, ...) {
  all <- expand.grid(..., stringsAsFactors = FALSE)
  bind(lapply(seq_len(nrow(all)), function(i) do.call(f, as.list(all[i, , drop = FALSE]))))
}

areas <- names(places)
rules <- c("adjust", "average", "certainty")
layered <- c("strata", "both", "two")
save(
  rbind(
    each(level,
      wave = 1, area = areas, lone = "adjust", fpc = c("no", "yes"),
      design = c("people", "strata", "psu", "both", "psu_two", "two")
    ),
    each(level, wave = 1, area = areas, lone = "adjust", fpc = "yes", design = "no_people"),
    each(level,
      wave = 2, area = c("city", "lone", "alone", "mixed"), lone = rules, fpc = c("no", "yes"),
      design = layered
    )
  ),
  "r_designs.csv"
)
save(
  each(gap,
    wave = 1:2, area = c("everywhere", "two_strata", "lone", "zeros", "mixed"), lone = rules,
    design = c("people", "strata", "psu", "both")
  ),
  "r_design_gaps.csv"
)
save(
  each(change,
    area = c("city", "everywhere", "two_strata", "mixed"), lone = c("adjust", "certainty"),
    design = c("people", "strata", "psu", "both")
  ),
  "r_design_changes.csv"
)
