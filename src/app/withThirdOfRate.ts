/** The experiment with a third of one network's learning rate: what is tried after a loss that was not finite. Changes nothing else. */
import type { Experiment } from '../domain/experiment';
import { LIMITS } from '../domain/limits';

/** Rounded to two digits, as rates are read and typed; never below what is permitted. */
export function withThirdOfRate(experiment: Experiment, index: number): Experiment {
  return {
    ...experiment,
    networks: experiment.networks.map((network, at) => {
      if (at !== index) return network;
      const third = Number((network.optimizer.learningRate / 3).toPrecision(2));
      const learningRate = Math.max(LIMITS.learningRate.min, third);
      return { ...network, optimizer: { ...network.optimizer, learningRate } };
    }),
  };
}
