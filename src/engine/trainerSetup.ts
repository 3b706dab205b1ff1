/** What every engine is given to build a trainer from; holds no state of a run. */
import type { Experiment } from '../domain/experiment';
import type { Trainer } from './trainer';
import type { TrainingData } from './buildTrainingData';

export interface TrainerSetup {
  /** Within `LIMITS`, as `parseExperiment` lets through. */
  readonly experiment: Experiment;
  /** Which of the experiment's networks. */
  readonly index: number;
  /** Made of this experiment; shared by the networks of a lock step, and written to by none. */
  readonly data: TrainingData;
}

/** A trainer at step 0 with the experiment's initial parameters. */
export type TrainerFactory = (setup: TrainerSetup) => Trainer;
