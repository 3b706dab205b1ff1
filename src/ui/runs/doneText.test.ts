import { describe, expect, it } from 'vitest';
import { DEFAULT_EXPERIMENT } from '../../domain/defaultExperiment';
import type { StopRules } from '../../domain/experiment';
import { createTranslate } from '../../i18n/translate';
import type { StatusCause, WorkerStatus } from '../../protocol/messages';
import { buildTestRow } from '../../store/buildTestSnapshot';
import { doneText } from './doneText';

const t = createTranslate('en');
const rows = [0, 1, 2, 3, 4, 5].map(buildTestRow);
const say = (
  cause: StatusCause | null,
  stop: Partial<StopRules>,
  trainer: WorkerStatus['trainer'] = 'done',
) => doneText(t, { trainer, engine: null, cause }, { ...DEFAULT_EXPERIMENT.stop, ...stop }, () => rows);

describe('doneText', () => {
  it('says nothing while no rule has stopped the run', () => {
    expect(say(null, {}, 'paused')).toBe('');
    expect(say({ code: 'epochsReached', epoch: 3 }, { epochs: 3 }, 'training')).toBe('');
  });

  it('names the epoch that was asked for', () => {
    expect(say({ code: 'epochsReached', epoch: 3 }, { epochs: 3 })).toBe(
      'Done: epoch 3 is reached, as the stop rule asks. Play goes on.',
    );
  });

  it('names the target, the figure and the epoch', () => {
    expect(
      say({ code: 'targetReached', network: 0, epoch: 3 }, { target: { metric: 'valLoss', value: 0.6 } }),
    ).toBe('Done at epoch 3: validation loss 0.500, target 0.600. Play goes on.');
    expect(
      say({ code: 'targetReached', network: 0, epoch: 3 }, { target: { metric: 'accuracy', value: 0.5 } }),
    ).toBe('Done at epoch 3: training accuracy 50.0%, target 50.0%. Play goes on.');
  });

  it('names the best epoch of early stopping, and whether its weights are back', () => {
    const earlyStopping = { metric: 'loss', patience: 2, restoreBest: true } as const;
    const cause = { code: 'earlyStopped', network: 0, epoch: 5, bestEpoch: 3 } as const;
    expect(say({ ...cause, isRestored: true }, { earlyStopping })).toBe(
      'Stopped early at epoch 5. The weights of epoch 3 are back: training loss 0.250. Play goes on.',
    );
    expect(say({ ...cause, isRestored: false }, { earlyStopping })).toBe(
      'Stopped early at epoch 5: no training loss was better than 0.250 at epoch 3. Play goes on.',
    );
  });
});
