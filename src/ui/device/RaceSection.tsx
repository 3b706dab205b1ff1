/** The race of CPU and GPU over matrix sizes: start, cancel, chart, times and the result in words. Measures nothing itself. */
import { useId } from 'react';
import { drawRace } from '../../charts/drawRace';
import type { RaceWords } from '../../charts/layoutRace';
import { judgeRace, type RaceVerdict } from '../../domain/raceVerdict';
import type { Translate } from '../../i18n/translate';
import type { DeviceState } from '../../store/createDeviceStore';
import { useDevice, useTranslate } from '../AppContext';
import { ChartHost } from '../ChartHost';
import { formatMs } from './formatMeasure';

type Race = NonNullable<DeviceState['race']>;

/** The sizes that race; the axis shows them before the first is measured. */
const SIZES: readonly number[] = [2, 4, 8, 16, 32, 64, 128, 256, 512, 1024];

export function RaceSection() {
  const t = useTranslate();
  const titleId = useId();
  const race = useDevice((device) => device.race);
  const start = useDevice((device) => device.startRace);
  const cancel = useDevice((device) => device.cancelRace);
  const hasDevice = useDevice((device) => device.facts !== null && device.facts.missing === null);
  const isRunning = race?.state === 'running';
  const verdict = judgeRace(race?.rows ?? []);
  const sentence = raceText(t, race, verdict);
  const words: RaceWords = {
    cpu: t('backend.name.cpu'),
    gpu: t('device.test.fromGpu'),
    xAxis: t('device.race.xAxis'),
    yAxis: t('device.race.yAxis'),
    crossing: verdict.kind === 'crossing' ? t('device.race.crossing', { size: Math.round(verdict.at) }) : '',
  };
  return (
    <section className="device-race" aria-labelledby={titleId} data-race={race?.state ?? 'none'}>
      <h3 id={titleId}>{t('device.race')}</h3>
      <p className="device-text">{t('device.race.help')}</p>
      <div className="device-row">
        <button type="button" className="button" disabled={!hasDevice} onClick={isRunning ? cancel : start}>
          {t(isRunning ? 'device.race.cancel' : race ? 'device.race.again' : 'device.race.start')}
        </button>
        <p role="status">{isRunning ? progressText(t, race) : t('device.race.pauses')}</p>
      </div>
      <ChartHost
        kind="svg"
        name="race"
        className="race-chart"
        live={false}
        label={`${t('device.race')}. ${sentence || t('device.race.empty')}`}
        dirtyKey={race}
        draw={(svg, size, theme) =>
          drawRace(
            svg,
            {
              rows: race?.rows ?? [],
              sizes: SIZES,
              crossing: verdict.kind === 'crossing' ? { size: verdict.at, ms: verdict.ms } : null,
            },
            size,
            { ...theme, words },
          )
        }
      />
      <p className="race-result" aria-live="polite" data-crossing={verdict.kind}>
        {isRunning ? '' : sentence}
      </p>
      {race && race.rows.length > 0 ? <Times rows={race.rows} /> : null}
    </section>
  );
}

function progressText(t: Translate, race: Race): string {
  const last = race.rows.at(-1);
  return last ? t('device.race.running', { size: last.size }) : t('device.race.starting');
}

/** The result in words; '' while there is none. */
function raceText(t: Translate, race: Race | null, verdict: RaceVerdict): string {
  if (!race || (race.state === 'running' && race.rows.length === 0)) return '';
  if (race.state === 'wrong') return t('device.race.wrong');
  const parts: string[] = [];
  if (race.state === 'failed') parts.push(t('device.race.failed', { detail: race.detail }));
  if (race.state === 'cancelled') parts.push(t('device.race.cancelled'));
  parts.push(verdictText(t, verdict));
  if (verdict.kind !== 'tooFew' && verdict.first.gpuMs > 10 * verdict.first.cpuMs)
    parts.push(
      t('device.race.overhead', {
        gpu: formatMs(t, verdict.first.gpuMs),
        cpu: formatMs(t, verdict.first.cpuMs),
      }),
    );
  if (race.state === 'done') parts.push(...skippedTexts(t, race));
  return parts.join(' ');
}

function verdictText(t: Translate, verdict: RaceVerdict): string {
  if (verdict.kind === 'tooFew') return t('device.race.verdict.tooFew');
  const { size, cpuMs, gpuMs } = verdict.last;
  const shared = {
    size,
    cpu: formatMs(t, cpuMs),
    gpu: formatMs(t, gpuMs),
    ratio: t.number(Math.max(cpuMs, gpuMs) / Math.min(cpuMs, gpuMs), { maximumSignificantDigits: 2 }),
  };
  switch (verdict.kind) {
    case 'crossing':
      return t('device.race.verdict.crossing', {
        ...shared,
        before: verdict.slowerUpTo,
        after: verdict.fasterFrom,
        at: Math.round(verdict.at),
      });
    case 'gpuAlways':
      return t('device.race.verdict.gpuAlways', shared);
    case 'noCrossing':
      return t('device.race.verdict.noCrossing', shared);
    default: {
      const unknown: never = verdict;
      throw new RangeError(`unknown verdict ${JSON.stringify(unknown)}`);
    }
  }
}

function skippedTexts(t: Translate, race: Race): string[] {
  const list = (side: 'cpuMs' | 'gpuMs') =>
    SIZES.filter((size) => (race.rows.find((row) => row.size === size)?.[side] ?? null) === null)
      .map((size) => t.number(size))
      .join(', ');
  const [cpu, gpu] = [list('cpuMs'), list('gpuMs')];
  return [
    ...(cpu ? [t('device.race.skipped.cpu', { sizes: cpu })] : []),
    ...(gpu ? [t('device.race.skipped.gpu', { sizes: gpu })] : []),
  ];
}

function Times({ rows }: { readonly rows: Race['rows'] }) {
  const t = useTranslate();
  const time = (ms: number | null) => (ms === null ? '–' : formatMs(t, ms));
  return (
    <div className="device-scroll" tabIndex={0} role="group" aria-label={t('device.race.table')}>
      <table className="device-table">
        <caption className="visually-hidden">{t('device.race.table')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('device.race.size')}</th>
            {rows.map(({ size }) => (
              <th key={size} scope="col">
                {t.number(size)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{t('backend.name.cpu')}</th>
            {rows.map(({ size, cpuMs }) => (
              <td key={size}>{time(cpuMs)}</td>
            ))}
          </tr>
          <tr>
            <th scope="row">{t('device.test.fromGpu')}</th>
            {rows.map(({ size, gpuMs }) => (
              <td key={size}>{time(gpuMs)}</td>
            ))}
          </tr>
        </tbody>
      </table>
    </div>
  );
}
