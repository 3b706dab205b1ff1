/** What a lesson is: data only. The mode that plays lessons has an issue of its own; until then this room holds the shape and no lesson. */
import type { Experiment, StopTarget } from '../domain/experiment';
import type { TextKey } from '../i18n/translate';

export interface Lesson {
  /** Part of a lesson's address: never renamed. */
  readonly id: string;
  readonly title: TextKey;
  readonly steps: readonly LessonStep[];
}

export interface LessonStep {
  readonly text: TextKey;
  /** Opened when the step begins; null leaves the person's own. */
  readonly experiment: Experiment | null;
  /** Reached by the person's own network before the next step is offered; null for a step to read. */
  readonly goal: StopTarget | null;
}
