# Makes r_bridges.csv and r_bridge_pages.csv beside it, with R alone:
# cd tests/reference && Rscript bridges.R
# Made with R 4.2.2. No test runs R; the values are committed.

save <- function(rows, name) {
  number <- vapply(rows, is.numeric, NA)
  rows[number] <- lapply(rows[number], function(x) sprintf("%.17g", x))
  write.csv(rows, name, row.names = FALSE, quote = FALSE)
}

bind <- function(rows) do.call(rbind, lapply(rows, as.data.frame))

# A ratio whose earlier count is multiplied by a factor of which the logarithm has an error: each
# limit of the exact ratio is divided by the factor and moved by the factor's own limit. The
# one-sided p is the level at which a limit, made so at that level, is 1.

limit <- function(x1, e1, x0, e0, phi, level, side) {
  a <- x1 / phi
  b <- x0 / phi
  beta <- if (side == "low") qbeta(level, a, b + 1) else qbeta(1 - level, a + 1, b)
  e0 / e1 * beta / (1 - beta)
}

bridged <- function(x1, e1, x0, e0, phi, factor, error) {
  at <- function(level, side) {
    way <- if (side == "low") -1 else 1
    limit(x1, e1, x0, e0, phi, level, side) / factor * exp(way * qnorm(1 - level) * error)
  }
  level <- function(side) {
    uniroot(function(p) log(at(p, side)), c(1e-12, 1 - 1e-12), tol = 1e-15)$root
  }
  list(
    x1 = x1, e1 = e1, x0 = x0, e0 = e0, phi = phi, factor = factor, error = error,
    value = (x1 / e1) / (factor * x0 / e0), low = at(0.025, "low"), high = at(0.025, "high"),
    p_rise = level("low"), p_fall = level("high")
  )
}

pairs <- list(
  c(30, 1, 60, 3, 3), c(12, 1, 12, 1, 1), c(100, 1, 240, 3, 5), c(64, 2222, 71, 2190, 2),
  c(450, 1, 300, 1, 4.7)
)
moves <- list(c(1.25, 0), c(1.25, 0.08), c(0.8, 0.2), c(1, 0.05))
save(
  bind(unlist(lapply(pairs, function(p) lapply(moves, function(m) {
    do.call(bridged, as.list(c(p, m)))
  })), recursive = FALSE)),
  "r_bridges.csv"
)

# The worked examples of docs/methods/bridge.md and replay.md --------------------------------------

shown <- function(page, ...) bind(Map(list, page = page, quantity = names(c(...)), value = c(...)))
plain <- bridged(30, 1, 60, 3, 3, 1.25, 0)
wide <- bridged(30, 1, 60, 3, 3, 1.25, 0.08)
se <- sqrt(0.0009 + 0.0016 + 0.03^2)
t10 <- qt(0.975, 10)
old <- c(x2020 = 9, x2021 = 6)
added <- c(x2020 = 3, x2021 = 5)
both <- old + added
redrawn <- poisson.test(c(both[[2]], both[[1]]))$conf.int
save(
  rbind(
    shown("bridge", c(
      "ratio" = plain$value, "ratio low" = plain$low, "ratio high" = plain$high,
      "wider low" = wide$low, "wider high" = wide$high,
      "difference" = 0.84 - (0.80 + 0.02), "difference low" = 0.02 - t10 * se,
      "difference high" = 0.02 + t10 * se, "gap change" = 0.05 - (0.09 - 0.02)
    )),
    shown("replay", c(
      "old border 2020" = old[[1]], "new border 2020" = both[[1]],
      "old border 2021" = old[[2]], "new border 2021" = both[[2]],
      "ratio" = both[[2]] / both[[1]], "ratio low" = redrawn[1], "ratio high" = redrawn[2]
    ))
  ),
  "r_bridge_pages.csv"
)
