/** The left rail: which data, how they are drawn, and what is fed to the network. */
import { drawDataThumbnail } from '../charts/drawDataThumbnail';
import { drawMap } from '../charts/drawMap';
import type { DataSpec } from '../domain/experiment';
import { DATA_SETS } from '../domain/dataSets';
import { countTrain } from '../domain/generateData';
import { DATA_SET_IDS, INPUT_IDS, type DataSetId, type InputId } from '../domain/ids';
import { LIMITS } from '../domain/limits';
import { useId, type ReactNode } from 'react';
import './data/data.css';
import { useExperiment, useTranslate } from './AppContext';
import { buildInputMap } from './buildNetworkData';
import { HelpLabel } from './controls/HelpLabel';
import type { ChangeHow } from './controls/NumberField';
import { fixedCodec, percentCodec, plainCodec } from './controls/numberCodec';
import { SeedField } from './controls/SeedField';
import { SliderField } from './controls/SliderField';
import { linearScale, logScale } from './controls/sliderScale';
import { editData, toggleInput } from './editExperiment';
import { Help } from './Help';
import { SmallCanvas } from './SmallCanvas';
import { dataSetOf } from './useDataSet';

export function DataPanel() {
  const t = useTranslate();
  return (
    <section className="rail" aria-label={t('region.data')}>
      <div className="panel">
        <DataSetTiles />
        <DataSettings />
      </div>
      <Inputs />
    </section>
  );
}

/** How each set looks, whatever the present settings are. */
const THUMBNAIL: Omit<DataSpec, 'kind'> = { noise: 0, samples: 150, trainShare: 0.9, seed: 5 };
const thumbnails: Readonly<Record<DataSetId, DataSpec>> = {
  xor: { ...THUMBNAIL, kind: 'xor' },
  circle: { ...THUMBNAIL, kind: 'circle' },
  gauss: { ...THUMBNAIL, kind: 'gauss' },
  spiral: { ...THUMBNAIL, kind: 'spiral' },
  gateAnd: { ...THUMBNAIL, kind: 'gateAnd' },
  gateOr: { ...THUMBNAIL, kind: 'gateOr' },
  gateNand: { ...THUMBNAIL, kind: 'gateNand' },
  gateXor: { ...THUMBNAIL, kind: 'gateXor' },
};

const GENERATED = DATA_SET_IDS.filter((kind) => !DATA_SETS[kind].isGate);
const GATES = DATA_SET_IDS.filter((kind) => DATA_SETS[kind].isGate);
/** What stands under a gate's tile, below the heading that says what it is; operators have the same name in every language. */
const GATE_NAMES: Partial<Readonly<Record<DataSetId, string>>> = {
  gateAnd: 'AND',
  gateOr: 'OR',
  gateNand: 'NAND',
  gateXor: 'XOR',
};

function DataSetTiles() {
  const t = useTranslate();
  const labelId = useId();
  const groupName = useId();
  const chosen = useExperiment((state) => state.experiment.data.kind);
  const change = useExperiment((state) => state.change);
  const tile = (kind: DataSetId) => (
    <label key={kind} className="tile" data-on={kind === chosen}>
      <input
        type="radio"
        name={groupName}
        value={kind}
        aria-label={t(`data.set.${kind}`)}
        checked={kind === chosen}
        onChange={() => change(editData({ kind }), 'commit')}
      />
      <SmallCanvas
        draw={(canvas, size, theme) =>
          drawDataThumbnail(
            canvas,
            { dataSet: dataSetOf(thumbnails[kind]), extent: DATA_SETS[kind].extent },
            size,
            theme,
          )
        }
      />
      <span className="tile-name">{GATE_NAMES[kind] ?? t(`data.set.${kind}`)}</span>
    </label>
  );
  return (
    <>
      <h2>
        <HelpLabel
          id={labelId}
          label={t('data.set')}
          help={
            <>
              <Help text={t('help.dataSet')} />
              <Help text={t('help.gates')} />
            </>
          }
        />
      </h2>
      <div className="data-sets" role="radiogroup" aria-labelledby={labelId}>
        <div className="tiles">{GENERATED.map(tile)}</div>
        <h3 className="tiles-heading">{t('data.gates')}</h3>
        <div className="tiles">{GATES.map(tile)}</div>
      </div>
    </>
  );
}

const NOISE_SCALE = linearScale(LIMITS.noise.min, LIMITS.noise.max, 0.01);
const SHARE_SCALE = linearScale(LIMITS.trainShare.min, LIMITS.trainShare.max, 0.01);
const SAMPLES_SCALE = logScale(LIMITS.samples, LIMITS.samples.min);

function DataSettings() {
  const t = useTranslate();
  const data = useExperiment((state) => state.experiment.data);
  const change = useExperiment((state) => state.change);
  const set = (field: keyof Omit<DataSpec, 'kind'>) => (value: number, how: ChangeHow) =>
    change(editData({ [field]: value }), how);
  const train = countTrain(data);
  const { isGate } = DATA_SETS[data.kind];
  return (
    <>
      <div className="drawn-settings" data-off={isGate}>
        {isGate ? <p className="gate-note">{t('data.gateNote')}</p> : null}
        <div className="panel" inert={isGate}>
          <SliderField
            label={t('data.noise')}
            help={<Help text={t('help.noise')} />}
            value={data.noise}
            range={LIMITS.noise}
            codec={fixedCodec()}
            scale={NOISE_SCALE}
            stepBy={(value, steps) => value + steps * 0.01}
            onChange={set('noise')}
            widthCh={6}
          />
          <SliderField
            label={t('data.samples')}
            help={<Help text={t('help.samples')} />}
            value={data.samples}
            range={LIMITS.samples}
            codec={plainCodec(t.number)}
            scale={SAMPLES_SCALE}
            stepBy={(value, steps) => value + steps * 10}
            onChange={set('samples')}
            widthCh={6}
          />
          <SliderField
            label={t('data.trainShare')}
            help={
              <>
                <Help text={t('help.trainShare')} />
                <p>{t('data.split', { train, validation: data.samples - train })}</p>
              </>
            }
            value={data.trainShare}
            range={LIMITS.trainShare}
            codec={percentCodec()}
            scale={SHARE_SCALE}
            stepBy={(value, steps) => value + steps * 0.01}
            onChange={set('trainShare')}
            widthCh={6}
          />
        </div>
      </div>
      <SeedField
        label={t('data.seed')}
        help={<Help text={t('help.dataSeed')} />}
        value={data.seed}
        onChange={set('seed')}
      />
    </>
  );
}

/** Names of inputs as mathematics writes them; the same in every language. */
export const INPUT_NAMES: Readonly<Record<InputId, ReactNode>> = {
  x1: (
    <>
      x<sub>1</sub>
    </>
  ),
  x2: (
    <>
      x<sub>2</sub>
    </>
  ),
  x1Squared: (
    <>
      x<sub>1</sub>²
    </>
  ),
  x2Squared: (
    <>
      x<sub>2</sub>²
    </>
  ),
  x1x2: (
    <>
      x<sub>1</sub>x<sub>2</sub>
    </>
  ),
  sinX1: (
    <>
      sin x<sub>1</sub>
    </>
  ),
  sinX2: (
    <>
      sin x<sub>2</sub>
    </>
  ),
};

function Inputs() {
  const t = useTranslate();
  const { extent } = useExperiment((state) => DATA_SETS[state.experiment.data.kind]);
  const labelId = useId();
  const inputs = useExperiment((state) => state.experiment.inputs);
  const change = useExperiment((state) => state.change);
  return (
    <div className="panel">
      <h2>
        <HelpLabel id={labelId} label={t('inputs.heading')} help={<Help text={t('help.inputs')} />} />
      </h2>
      <div className="tiles" role="group" aria-labelledby={labelId}>
        {INPUT_IDS.map((input) => {
          const isOn = inputs.includes(input);
          const isLast = isOn && inputs.length === 1;
          return (
            <button
              key={input}
              type="button"
              className="tile"
              data-on={isOn}
              aria-pressed={isOn}
              aria-disabled={isLast}
              {...(isLast ? { title: t('inputs.atLeastOne') } : {})}
              onClick={() => {
                if (!isLast) change(toggleInput(input), 'commit');
              }}
            >
              <SmallCanvas
                shown={`${extent.min} ${extent.max}`}
                draw={(canvas, size, theme) =>
                  drawMap(canvas, { ...buildInputMap(input, extent), scale: 1 }, size, theme)
                }
              />
              <span className="tile-name">{INPUT_NAMES[input]}</span>
            </button>
          );
        })}
      </div>
    </div>
  );
}
