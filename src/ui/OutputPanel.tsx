/** The right rail: the decision boundary with its legends, one sentence about the run, its figures, and the weights by layer. */
import './output/output.css';
import { useTranslate } from './AppContext';
import { FindingLine } from './FindingLine';
import { MetricsRow } from './MetricsRow';
import { BoundaryPanel } from './output/BoundaryPanel';
import { WeightsPanel } from './WeightsPanel';

export function OutputPanel({ network: index }: { readonly network: number }) {
  const t = useTranslate();
  return (
    <section className="output" aria-label={t('region.output')}>
      <BoundaryPanel network={index} />
      <FindingLine network={index} />
      <MetricsRow network={index} />
      <WeightsPanel network={index} />
    </section>
  );
}
