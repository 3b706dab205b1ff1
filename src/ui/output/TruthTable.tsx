/** The four answers of a network that learns a gate, each with its target and whether it is right: in words, signs and numbers, as they change. */
import { predictAt } from '../../domain/forward';
import type { DataSet } from '../../domain/dataSet';
import { useTranslate } from '../AppContext';
import { formatOutput } from './formatOutput';
import type { ForwardSeen } from './useForward';

export interface TruthTableProps {
  readonly seen: ForwardSeen;
  readonly dataSet: DataSet;
}

export function TruthTable({ seen, dataSet }: TruthTableProps) {
  const t = useTranslate();
  const { forward } = seen;
  const { rule } = forward.output;
  const parameters = seen.readParameters();
  const rows = [...dataSet.train].map((index) => {
    const x1 = dataSet.points[2 * index] ?? 0;
    const x2 = dataSet.points[2 * index + 1] ?? 0;
    const label = dataSet.labels[index] ?? 0;
    const output = parameters ? predictAt(forward, parameters, x1, x2) : Number.NaN;
    const isRight = (output > rule.threshold ? 1 : 0) === label;
    return { index, x1, x2, target: label > 0.5 ? rule.positive : rule.negative, output, isRight };
  });
  const right = rows.filter(({ isRight }) => isRight).length;
  return (
    <table className="truth">
      <caption>
        <span className="truth-title">{t('truth.caption')}</span>
        <span className="truth-score">{t('truth.score', { right, all: rows.length })}</span>
      </caption>
      <thead>
        <tr>
          <th scope="col">
            x<sub>1</sub>
          </th>
          <th scope="col">
            x<sub>2</sub>
          </th>
          <th scope="col">{t('truth.target')}</th>
          <th scope="col">{t('truth.output')}</th>
          <th scope="col">{t('truth.verdict')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ index, x1, x2, target, output, isRight }) => (
          <tr key={index} data-right={isRight}>
            <td>{x1}</td>
            <td>{x2}</td>
            <td>{t.number(target).replace('-', '−')}</td>
            <td data-value={Number.isFinite(output) ? output : undefined}>{formatOutput(t, output)}</td>
            <td className="truth-verdict">
              <span aria-hidden="true">{isRight ? '✓' : '✗'}</span>{' '}
              {t(isRight ? 'truth.right' : 'truth.wrong')}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
