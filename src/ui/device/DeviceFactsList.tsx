/** Says whether WebGPU is there, which adapter and with which limits; where it is not, why and what can be done. */
import type { Translate } from '../../i18n/translate';
import type { DeviceState } from '../../store/createDeviceStore';
import { useDevice, useTranslate } from '../AppContext';
import { formatBytes } from './formatMeasure';

type Facts = NonNullable<DeviceState['facts']>;
type Limit = keyof NonNullable<Facts['limits']>;

/** How each limit is counted. */
const LIMIT_UNITS: Readonly<Record<Limit, 'bytes' | 'count'>> = {
  maxBufferSize: 'bytes',
  maxStorageBufferBindingSize: 'bytes',
  maxComputeWorkgroupStorageSize: 'bytes',
  maxComputeInvocationsPerWorkgroup: 'count',
  maxComputeWorkgroupsPerDimension: 'count',
};

export function DeviceFactsList() {
  const t = useTranslate();
  const facts = useDevice((device) => device.facts);
  if (!facts)
    return (
      <section aria-label={t('device.webgpu')}>
        <h3>{t('device.webgpu')}</h3>
        <p role="status">{t('device.webgpu.asking')}</p>
      </section>
    );
  return (
    <>
      <section aria-label={t('device.webgpu')} data-webgpu={facts.missing ?? 'ready'}>
        <h3>{t('device.webgpu')}</h3>
        <dl className="facts">
          <dt>WebGPU</dt>
          <dd>{t(facts.missing ? 'device.webgpu.missing' : 'device.webgpu.ready')}</dd>
          {facts.adapter ? <AdapterFacts adapter={facts.adapter} features={facts.features} /> : null}
        </dl>
        {facts.missing ? (
          <p className="device-missing">
            {t(`device.missing.${facts.missing}`, { detail: facts.detail || t('notice.noDetail') })}
          </p>
        ) : null}
      </section>
      {facts.limits ? <Limits limits={facts.limits} /> : null}
    </>
  );
}

function AdapterFacts({
  adapter,
  features,
}: {
  readonly adapter: NonNullable<Facts['adapter']>;
  readonly features: Facts['features'];
}) {
  const t = useTranslate();
  return (
    <>
      {(['vendor', 'architecture', 'device', 'description'] as const).map((part) => (
        <Fact key={part} name={t(`device.${part}`)} value={adapter[part] || t('device.unnamed')} />
      ))}
      <Fact
        name={t('device.kind')}
        value={t(adapter.isSoftware ? 'device.kind.software' : 'device.kind.hardware')}
      />
      <Fact name={t('device.features')} value={features.join(', ') || t('device.features.none')} />
    </>
  );
}

function Limits({ limits }: { readonly limits: NonNullable<Facts['limits']> }) {
  const t = useTranslate();
  // Object.keys forgets the key type that the table has.
  const names = Object.keys(LIMIT_UNITS) as Limit[];
  return (
    <section aria-label={t('device.limits')}>
      <h3>{t('device.limits')}</h3>
      <dl className="facts">
        {names.map((name) => (
          <Fact key={name} name={t(`device.limit.${name}`)} value={limitText(t, name, limits[name])} />
        ))}
      </dl>
    </section>
  );
}

function limitText(t: Translate, name: Limit, value: number): string {
  return LIMIT_UNITS[name] === 'bytes' ? formatBytes(t, value) : t.number(value);
}

function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}
