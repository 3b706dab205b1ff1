/** Which bin of the histograms a key leads to: bins that hold something, one after the other through all layers. */
import type { HistogramBin } from '../../charts/chartTypes';
import type { HistogramsLayout } from '../../charts/layoutHistograms';

/** undefined for keys that read nothing; null takes the reading away, or says that there is nothing to read. */
export function walkBins(
  key: string,
  { cells }: HistogramsLayout,
  present: HistogramBin | null,
): HistogramBin | null | undefined {
  const filled = cells.flatMap(({ counts }, layer) =>
    counts.flatMap((count, bin): HistogramBin[] => (count > 0 ? [{ layer, bin }] : [])),
  );
  const isBefore = (a: HistogramBin, b: HistogramBin) =>
    a.layer < b.layer || (a.layer === b.layer && a.bin < b.bin);
  const firstOf = (layer: number) => filled.find((one) => one.layer === layer) ?? null;
  switch (key) {
    case 'ArrowRight':
      return (present ? filled.find((one) => isBefore(present, one)) : filled[0]) ?? present;
    case 'ArrowLeft':
      return (present ? filled.findLast((one) => isBefore(one, present)) : filled.at(-1)) ?? present;
    case 'ArrowDown':
      return firstOf((present?.layer ?? -1) + 1) ?? present;
    case 'ArrowUp':
      return firstOf((present?.layer ?? cells.length) - 1) ?? present;
    case 'Home':
      return filled[0] ?? null;
    case 'End':
      return filled.at(-1) ?? null;
    case 'Escape':
      return null;
    default:
      return undefined;
  }
}
