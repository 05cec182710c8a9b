/** The value below which a share of the values lies. */
export function quantile(values, share) {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}
export const median = (values) => quantile(values, 0.5);

/** `inFlight` workers that each do `one()` again and again until `ms` have passed: what a closed load of that width gets. */
export async function load({ inFlight, ms, one }) {
  const took = [];
  const start = performance.now();
  const worker = async () => {
    for (let from = performance.now(); from - start < ms; from = performance.now()) {
      await one();
      took.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: inFlight }, worker));
  const seconds = (performance.now() - start) / 1_000;
  return { perSecond: took.length / seconds, p50: quantile(took, 0.5), p99: quantile(took, 0.99) };
}

/**
 * Runs ours and the reference in turns, so that both meet the same moods of the machine, after one round each that does not
 * count. Answers the median of each figure.
 */
export async function interleaved({ rounds, ours, reference, progress }) {
  const figures = { ours: [], reference: [] };
  for (let round = 0; round <= rounds; round++) {
    const both = { ours: await ours(), reference: await reference() };
    const words = Object.entries(both).map(
      ([who, f]) => `${who} ${f.perSecond.toFixed(0)}/s p50 ${f.p50.toFixed(2)} p99 ${f.p99.toFixed(2)} ms`,
    );
    progress(`${round === 0 ? "warm-up" : `round ${round}`}: ${words.join(", ")}`);
    if (round > 0) for (const who of ["ours", "reference"]) figures[who].push(both[who]);
  }
  const of = (list, name) => median(list.map((figure) => figure[name]));
  return (name) => ({ ours: of(figures.ours, name), reference: of(figures.reference, name) });
}

const round = (value) => Number(value.toPrecision(4));

/** One line of the report (interfaces.md); `aim` null: told, not held. */
export const result = ({ measure, level, better, aim }, { ours, reference }) => ({
  measure,
  level,
  ours: round(ours),
  reference: round(reference),
  ratio: round(ours / reference),
  better,
  aim,
});
