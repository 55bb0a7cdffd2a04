# Shares of 65 domains in two waves, with their errors: R survey. `Rscript peer.R FOLDER OUT`.
suppressMessages(library(survey))
args <- commandArgs(TRUE)
rows <- read.csv(file.path(args[1], "answers.csv"))
start <- proc.time()
lines <- c()
for (wave in c(2025, 2026)) {
  one <- rows[rows$wave == wave, ]
  design <- svydesign(~1, strata = ~stratum, weights = ~weight, data = one)
  found <- svyby(~y, ~place, design, svymean)
  lines <- c(lines, sprintf("%s %d,%.17g,%.17g", found$place, wave, found$y, found$se))
}
took <- proc.time() - start
writeLines(c(lines, sprintf("inside,%.17g,%.17g", took[["elapsed"]], took[["user.self"]] + took[["sys.self"]])), args[2])
