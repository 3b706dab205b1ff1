/** The list of earlier runs: names, figures, what to show; opened from the curves. Trains nothing. */
import { useState } from 'react';
import { MAX_REMEMBERED_RUNS, MAX_RUN_NAME } from '../../store/createRememberedRuns';
import type { RememberedRun } from '../../store/storeTypes';
import { useExperiment, useRememberedRuns, useServices, useTranslate } from '../AppContext';
import { PopoverButton } from '../controls/PopoverButton';
import { formatLoss, formatShare } from '../formatFigure';
import { Icon } from '../Icon';
import { runName } from './runName';

const WIDTH_PX = 440;

export interface RunsPanelProps {
  /** Index of the network whose figures are listed. */
  readonly network: number;
  /** Told of the run that is pointed at or has the focus; null for none. */
  readonly onEmphasize: (id: number | null) => void;
}

export function RunsPanel({ network, onEmphasize }: RunsPanelProps) {
  const t = useTranslate();
  const runs = useRememberedRuns((state) => state.runs);
  const clear = useRememberedRuns((state) => state.clear);
  const present = useExperiment((state) => state.experiment);
  return (
    <PopoverButton
      text={runs.length === 0 ? t('runs.button') : `${t('runs.button')} ${t.number(runs.length)}`}
      title={t('runs.title')}
      panelLabel={t('runs.title')}
      widthPx={WIDTH_PX}
      className="chip-runs"
    >
      {(panelId) => (
        <>
          <div className="runs-head">
            <h2>{t('runs.title')}</h2>
            {runs.length > 0 ? (
              <button
                type="button"
                className="chip"
                popoverTarget={panelId}
                popoverTargetAction="hide"
                onClick={clear}
              >
                {t('runs.clear')}
              </button>
            ) : null}
          </div>
          <p className="runs-help">
            {runs.length === 0 ? `${t('runs.none')} ` : ''}
            {t('runs.help', { max: MAX_REMEMBERED_RUNS })}
          </p>
          <ul className="runs" onPointerLeave={() => onEmphasize(null)}>
            {runs.toReversed().map((run) => (
              <RunItem
                key={run.id}
                run={run}
                network={network}
                defaultName={runName(
                  t,
                  run.experiment,
                  [present, ...runs.filter((other) => other !== run).map(({ experiment }) => experiment)],
                  network,
                )}
                panelId={panelId}
                onEmphasize={onEmphasize}
              />
            ))}
          </ul>
        </>
      )}
    </PopoverButton>
  );
}

interface RunItemProps extends RunsPanelProps {
  readonly run: RememberedRun;
  readonly defaultName: string;
  readonly panelId: string;
}

function RunItem({ run, network, defaultName, panelId, onEmphasize }: RunItemProps) {
  const t = useTranslate();
  const services = useServices();
  const setHidden = useRememberedRuns((state) => state.setHidden);
  const remove = useRememberedRuns((state) => state.remove);
  const last = run.curves[network]?.at(-1);
  const restore = () => {
    onEmphasize(null);
    const { view } = services.experiment.getState().experiment;
    services.run.open({ ...run.experiment, view });
  };
  return (
    <li
      className="run"
      data-run={run.id}
      data-hidden={run.isHidden}
      onPointerEnter={() => onEmphasize(run.id)}
      onFocus={() => onEmphasize(run.id)}
      onBlur={() => onEmphasize(null)}
    >
      <label className="toggle" title={t('runs.show', { number: run.id })}>
        <input
          type="checkbox"
          aria-label={t('runs.show', { number: run.id })}
          checked={!run.isHidden}
          onChange={(event) => setHidden(run.id, !event.target.checked)}
        />
        <span className="run-number" aria-hidden="true">
          {run.id}
        </span>
      </label>
      <RunName run={run} defaultName={defaultName} />
      <button
        type="button"
        className="chip"
        aria-label={t('runs.restoreRun', { number: run.id })}
        title={t('runs.restoreHint')}
        popoverTarget={panelId}
        popoverTargetAction="hide"
        onClick={restore}
      >
        {t('runs.restore')}
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label={t('runs.remove', { number: run.id })}
        onClick={(event) => {
          // The focus must not be lost with the row.
          const row = event.currentTarget.closest('li');
          const next = row?.nextElementSibling ?? row?.previousElementSibling ?? row?.closest('[popover]');
          next?.querySelector<HTMLElement>('.icon-button')?.focus();
          remove(run.id);
        }}
      >
        <Icon name="close" />
      </button>
      <p className="run-figures">
        {last
          ? t('runs.figures', {
              loss: formatLoss(t, last.loss),
              valLoss: formatLoss(t, last.valLoss),
              accuracy: formatShare(t, last.accuracy),
              valAccuracy: formatShare(t, last.valAccuracy),
              epochs: last.epoch === 1 ? t('runs.epochs.one') : t('runs.epochs.many', { epochs: last.epoch }),
            })
          : ''}
        {run.isTuned ? <span title={t('runs.tunedHint')}> · {t('runs.tuned')}</span> : null}
      </p>
    </li>
  );
}

/** A name is taken over by Enter or by leaving the field; Escape gives the old one back, and nothing gives the default. */
function RunName({ run, defaultName }: { readonly run: RememberedRun; readonly defaultName: string }) {
  const t = useTranslate();
  const rename = useRememberedRuns((state) => state.rename);
  const [draft, setDraft] = useState<string | null>(null);
  const shown = run.name ?? defaultName;
  const enter = () => {
    if (draft !== null && draft.trim() !== shown) rename(run.id, draft);
    setDraft(null);
  };
  return (
    <input
      type="text"
      className="run-name"
      aria-label={t('runs.name', { number: run.id })}
      placeholder={defaultName}
      maxLength={MAX_RUN_NAME}
      autoComplete="off"
      spellCheck={false}
      title={shown}
      value={draft ?? shown}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={enter}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === 'Enter') enter();
        else if (event.key === 'Escape' && draft !== null) setDraft(null);
        else return;
        event.preventDefault();
      }}
    />
  );
}
