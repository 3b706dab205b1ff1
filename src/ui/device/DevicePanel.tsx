/** The panel about the device, opened from the badge: what trains, whether WebGPU is there, a self-test, a race. Chooses no engine. */
import { useEffect, useId, useRef } from 'react';
import type { StatusState } from '../../store/storeTypes';
import { useDevice, useStatus, useTranslate } from '../AppContext';
import { Icon } from '../Icon';
import { DeviceFactsList } from './DeviceFactsList';
import { RaceSection } from './RaceSection';
import { SelfTest } from './SelfTest';

export interface DevicePanelProps {
  readonly open: boolean;
  readonly onClose: () => void;
}

export function DevicePanel({ open, onClose }: DevicePanelProps) {
  const t = useTranslate();
  const titleId = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const inspect = useDevice((device) => device.inspect);
  const cancelRace = useDevice((device) => device.cancelRace);
  const engine = useStatus((status) => status.worker.engine);
  useEffect(() => {
    const element = dialog.current;
    if (!element || element.open === open) return;
    if (open) element.showModal();
    else element.close();
  }, [open]);
  // Asked anew each time: an adapter may have come or gone.
  useEffect(() => {
    if (open) inspect();
  }, [open, inspect]);
  return (
    <dialog
      ref={dialog}
      className="dialog device"
      aria-labelledby={titleId}
      onClose={() => {
        cancelRace();
        onClose();
      }}
    >
      <div className="dialog-head">
        <h2 id={titleId}>{t('device.title')}</h2>
        <button type="button" className="icon-button" aria-label={t('device.close')} onClick={onClose}>
          <Icon name="close" />
        </button>
      </div>
      {open ? (
        <div className="device-body">
          <div className="device-facts">
            <section aria-label={t('device.trains')}>
              <h3>{t('device.trains')}</h3>
              {engine ? <EngineFacts engine={engine} /> : <p>{t('badge.starting')}</p>}
            </section>
            <DeviceFactsList />
          </div>
          <SelfTest />
          <RaceSection />
        </div>
      ) : null}
    </dialog>
  );
}

function EngineFacts({ engine }: { readonly engine: NonNullable<StatusState['worker']['engine']> }) {
  const t = useTranslate();
  return (
    <dl className="facts">
      <dt>{t('badge.engine')}</dt>
      <dd>{t(`engine.name.${engine.engine}`)}</dd>
      <dt>{t('badge.backend')}</dt>
      <dd>{t(`backend.name.${engine.backend}`)}</dd>
      <dt>{t('badge.why')}</dt>
      <dd>{t(`engine.reason.${engine.reason}`)}</dd>
    </dl>
  );
}
