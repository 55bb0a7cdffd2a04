# Makes r_power.csv beside it, with R alone: cd tests/reference && Rscript power.R
# Made with R 4.2.2. No test runs R; the values are committed.
#
# The limits are those of the scaled exact ratio (qbeta at x/phi), one count at a time; the chances
# are sums of dnbinom (size = m/(phi - 1), prob = 1/phi; dpois where phi is 1) over single counts.

tail <- 0.025

limits <- function(x1, e1, x0, e0, phi) {
  a <- x1 / phi
  b <- x0 / phi
  low <- if (a > 0) qbeta(tail, a, b + 1) else 0
  high <- if (b > 0) qbeta(1 - tail, a + 1, b) else 1
  c(low / (1 - low), high / (1 - high)) * e0 / e1
}

chance <- function(x, mean, phi) {
  if (mean == 0) return(as.numeric(x == 0))
  if (phi == 1) dpois(x, mean) else dnbinom(x, size = mean / (phi - 1), prob = 1 / phi)
}

top <- function(mean, phi) {
  last <- ceiling(mean + 10 * sqrt(phi * mean)) + 10
  while (sum(chance(0:last, mean, phi)) < 1 - 1e-13) last <- 2 * last
  last
}

# For one baseline: which coming counts are shown as risen, as fallen, and are above or below.
said <- function(x, x0, e0, e1, phi) {
  both <- vapply(x, function(x1) limits(x1, e1, x0, e0, phi), c(0, 0))
  list(rise = both[1, ] > 1, fall = both[2, ] < 1, above = x * e0 > x0 * e1, below = x * e0 < x0 * e1)
}

given <- function(x0, e0, e1, phi, ratio) {
  mean <- ratio * x0 * e1 / e0
  x <- 0:top(mean, phi)
  p <- chance(x, mean, phi)
  vapply(said(x, x0, e0, e1, phi), function(is) sum(p[is]), 0)
}

drawn <- function(x0, e0, e1, phi, ratio) {
  mean <- ratio * x0 * e1 / e0
  x <- 0:top(mean, phi)
  p <- chance(x, mean, phi)
  bases <- 0:top(x0, phi)
  each <- vapply(bases, function(base) {
    vapply(said(x, base, e0, e1, phi), function(is) sum(p[is]), 0)
  }, numeric(4))
  as.vector(each %*% chance(bases, x0, phi))
}

levels <- list(
  c(0, 1, 1), c(6, 1, 1), c(12, 1, 1), c(25, 1, 1), c(72, 3, 1), c(100, 1, 1), c(25, 1, 4),
  c(64, 2190, 2222), c(450, 1, 1), c(818, 13280, 13319)
)
row <- function(baseline, f, level, phi, ratio) {
  found <- f(level[1], level[2], level[3], phi, ratio)
  data.frame(
    baseline = baseline, x0 = level[1], e0 = level[2], e1 = level[3], phi = phi, ratio = ratio,
    rise = found[1], fall = found[2], above = found[3], below = found[4]
  )
}
all <- expand.grid(level = seq_along(levels), phi = c(1, 2, 4.7), ratio = c(0.5, 1, 1.25, 2))
few <- expand.grid(level = 2:6, phi = c(1, 3), ratio = c(1, 1.5))
rows <- rbind(
  do.call(rbind, Map(function(l, f, r) row("given", given, levels[[l]], f, r),
    all$level, all$phi, all$ratio)),
  do.call(rbind, Map(function(l, f, r) row("drawn", drawn, levels[[l]], f, r),
    few$level, few$phi, few$ratio))
)
number <- vapply(rows, is.numeric, NA)
rows[number] <- lapply(rows[number], function(x) sprintf("%.17g", x))
write.csv(rows, "r_power.csv", row.names = FALSE, quote = FALSE)
