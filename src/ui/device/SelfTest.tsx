/** A product of two matrices whose entries can be typed, and a gradient, computed on the GPU and compared with the CPU. */
import { useId, useState } from 'react';
import { formatTick } from '../../charts/formatNumber';
import type { Translate } from '../../i18n/translate';
import type { DeviceState } from '../../store/createDeviceStore';
import { useDevice, useTranslate } from '../AppContext';
import { NumberField } from '../controls/NumberField';
import { plainCodec } from '../controls/numberCodec';

type Matrix = Parameters<DeviceState['runSelfTest']>[0];
type Done = Extract<Exclude<DeviceState['selfTest'], string | null>, { readonly kind: 'done' }>;

const FIRST_LEFT: Matrix = [1, 2, 3, 4];
const FIRST_RIGHT: Matrix = [1, 1, 0, 1];
/** Products of such numbers keep six digits in float32. */
const ENTRY_RANGE = { min: -1000, max: 1000, integer: false } as const;

export function SelfTest() {
  const t = useTranslate();
  const titleId = useId();
  const [left, setLeft] = useState(FIRST_LEFT);
  const [right, setRight] = useState(FIRST_RIGHT);
  const selfTest = useDevice((device) => device.selfTest);
  const run = useDevice((device) => device.runSelfTest);
  const hasDevice = useDevice((device) => device.facts !== null && device.facts.missing === null);
  const outcome = selfTest === 'running' ? null : selfTest;
  const done = outcome?.kind === 'done' ? outcome : null;
  const isOld = done !== null && !(sameMatrix(done.left, left) && sameMatrix(done.right, right));
  const gpu = done?.product.gpu ?? null;
  return (
    <section className="device-test" aria-labelledby={titleId}>
      <h3 id={titleId}>{t('device.test')}</h3>
      <p className="device-text">{t('device.test.help')}</p>
      <div className="product" data-old={isOld}>
        <MatrixEntries label={t('device.test.left')} matrix={left} onChange={setLeft} />
        <span aria-hidden="true">·</span>
        <MatrixEntries label={t('device.test.right')} matrix={right} onChange={setRight} />
        <span aria-hidden="true">=</span>
        <MatrixFigures label={t('device.test.fromGpu')} numbers={gpu} />
        <MatrixFigures label={t('device.test.expected')} numbers={done?.product.cpu ?? null} />
      </div>
      <div className="device-row">
        <button
          type="button"
          className="button"
          disabled={!hasDevice || selfTest === 'running'}
          onClick={() => run(left, right)}
        >
          {t('device.test.run')}
        </button>
        <p role="status" className="device-verdict" data-equal={done ? done.product.isEqual : undefined}>
          {verdictText(t, selfTest)}
          {isOld ? ` ${t('device.test.changed')}` : ''}
        </p>
      </div>
      {done ? <Gradient comparison={done.gradient} /> : null}
    </section>
  );
}

function verdictText(t: Translate, selfTest: DeviceState['selfTest']): string {
  if (selfTest === null) return '';
  if (selfTest === 'running') return t('device.test.running');
  if (selfTest.kind === 'failed') return t('device.test.failed', { detail: selfTest.detail });
  return comparisonText(t, selfTest.product);
}

function comparisonText(t: Translate, { isEqual, error }: Done['product']): string {
  const words = { error: formatTick(Number(error.toPrecision(2)), t.language) };
  return t(isEqual ? 'device.test.equal' : 'device.test.different', words);
}

interface MatrixEntriesProps {
  readonly label: string;
  readonly matrix: Matrix;
  readonly onChange: (matrix: Matrix) => void;
}

function MatrixEntries({ label, matrix, onChange }: MatrixEntriesProps) {
  const t = useTranslate();
  return (
    <div className="matrix" role="group" aria-label={label}>
      {matrix.map((value, at) => (
        <NumberField
          // A matrix has its entries at fixed places.
          key={at}
          label={t('device.test.entry', {
            matrix: label,
            row: Math.floor(at / 2) + 1,
            column: (at % 2) + 1,
          })}
          value={value}
          range={ENTRY_RANGE}
          codec={plainCodec(t.number)}
          stepBy={(present, steps) => present + steps}
          onChange={(next) => onChange(withEntry(matrix, at, next))}
          widthCh={3}
        />
      ))}
    </div>
  );
}

function MatrixFigures({
  label,
  numbers,
}: {
  readonly label: string;
  readonly numbers: readonly number[] | null;
}) {
  const t = useTranslate();
  return (
    <figure className="matrix-figure">
      <div className="matrix">
        {Array.from({ length: 4 }, (_, at) => (
          <span key={at} className="matrix-number">
            {numbers ? t.number(numbers[at] ?? NaN, { maximumSignificantDigits: 7 }) : ''}
          </span>
        ))}
      </div>
      <figcaption>{label}</figcaption>
    </figure>
  );
}

/** Names of the layer's parameters: kernel [in, out], then biases. */
const PARAMETER_NAMES = ['w₁₁', 'w₁₂', 'w₂₁', 'w₂₂', 'b₁', 'b₂'];

function Gradient({ comparison }: { readonly comparison: Done['gradient'] }) {
  const t = useTranslate();
  const figure = (value: number | undefined) =>
    t.number(value ?? NaN, { minimumFractionDigits: 6, maximumFractionDigits: 6 }).replace('-', '−');
  return (
    <>
      <table className="device-table">
        <caption>{t('device.test.gradient')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('device.test.parameter')}</th>
            <th scope="col">{t('device.test.fromGpu')}</th>
            <th scope="col">{t('device.test.expected')}</th>
          </tr>
        </thead>
        <tbody>
          {PARAMETER_NAMES.map((name, at) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{figure(comparison.gpu[at])}</td>
              <td>{figure(comparison.cpu[at])}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="device-verdict" data-equal={comparison.isEqual}>
        {comparisonText(t, comparison)}
      </p>
    </>
  );
}

function sameMatrix(a: Matrix, b: Matrix): boolean {
  return a.every((value, at) => value === b[at]);
}

function withEntry([a, b, c, d]: Matrix, at: number, value: number): Matrix {
  return [at === 0 ? value : a, at === 1 ? value : b, at === 2 ? value : c, at === 3 ? value : d];
}
