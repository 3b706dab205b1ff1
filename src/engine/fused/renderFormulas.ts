/** The WGSL functions of a network's formulas, which both kernels and looks call; renders no loops and no memory. */
import { ACTIVATIONS } from '../../domain/formula/activations';
import { add, variable } from '../../domain/formula/expr';
import { LOSSES } from '../../domain/formula/losses';
import { OPTIMIZERS } from '../../domain/formula/optimizers';
import { REGULARIZATIONS } from '../../domain/formula/regularizations';
import { substitute } from '../substitute';
import type { FusedSpec } from './fusedSpec';
import { renderShared, renderWgsl, WGSL_HELPERS } from './renderWgsl';

/**
 * `valueN(z, alpha)` and `activateN(z, alpha) -> (f(z), f'(z))` of each layer N; `lossOf(p, y)`, `lossSlopeOf(p, y)`; `penaltySlopeOf(w, rate)`.
 * Layers with equal activations share nothing but text: a compiler inlines these functions anyway.
 */
export function renderFormulas({ layers, loss, penalty, clipping }: FusedSpec): string {
  const { value: lossValue, slope: lossSlope } = LOSSES[loss];
  const activations = [...new Set(layers.map(({ activation }) => activation))].map((id) => {
    const { value, slope } = ACTIVATIONS[id];
    const env = { z: 'z', alpha: 'alpha' };
    return (
      renderFunction(`${id}_value`, 'z: f32, alpha: f32', { value }, env, 'f32', ({ value }) => value) +
      renderFunction(
        `${id}_both`,
        'z: f32, alpha: f32',
        { value, slope },
        env,
        'vec2f',
        ({ value, slope }) => `vec2f(${value}, ${slope})`,
      )
    );
  });
  const pair = { p: 'p', y: 'y' };
  return [
    WGSL_HELPERS,
    ...activations,
    renderFunction('lossOf', 'p: f32, y: f32', { value: lossValue }, pair, 'f32', ({ value }) => value),
    renderFunction('lossSlopeOf', 'p: f32, y: f32', { value: lossSlope }, pair, 'f32', ({ value }) => value),
    renderFunction(
      'withPenaltySlope',
      'g: f32, w: f32, rate: f32',
      { value: penalty === 'none' ? variable('g') : add(variable('g'), REGULARIZATIONS[penalty].slope) },
      { g: 'g', w: 'w', rate: 'rate' },
      'f32',
      ({ value }) => value,
    ),
    `fn clipped(g: f32, limit: f32) -> f32 {\n  return ${clipping === 'value' ? 'clamp(g, -limit, limit)' : 'g'};\n}\n`,
    // What all gradients are multiplied by, so that their norm is `limit` at most.
    'fn scaleToNorm(squares: f32, limit: f32) -> f32 {\n  return limit / max(sqrt(squares), limit);\n}\n',
  ].join('');
}

function renderFunction<Name extends string>(
  name: string,
  parameters: string,
  formulas: Readonly<Record<Name, Parameters<typeof renderWgsl>[0]>>,
  env: Readonly<Record<string, string>>,
  type: string,
  result: (values: Readonly<Record<Name, string>>) => string,
): string {
  const { statements, values } = renderShared(formulas, env, 't');
  // `renderShared` gives a value under each formula's name.
  const text = result(values as Readonly<Record<Name, string>>);
  return `fn ${name}(${parameters}) -> ${type} {\n${[...statements, `return ${text};`].map((line) => `  ${line}\n`).join('')}}\n`;
}

/** An optimiser's numbers as a kernel has to keep them, and its update as text. */
export interface WgslUpdate {
  readonly slots: readonly { readonly name: string; readonly start: number }[];
  readonly scalars: readonly { readonly name: string; readonly start: number }[];
  /** Statements, then the new parameter and slots as text, in the order of `slots`. All read the old values only. */
  renderParameter(
    env: { readonly w: string; readonly g: string; readonly rate: string; readonly slots: readonly string[] },
    prefix: string,
  ): {
    readonly statements: readonly string[];
    readonly parameter: string;
    readonly slots: readonly string[];
  };
  /** Statements that bring the scalars, WGSL variables named as `scalarName` says, one step on. */
  renderScalars(): readonly string[];
}

/** The WGSL variable in which a kernel keeps a scalar. */
export const scalarName = (name: string): string => `scalar_${name}`;

export function renderUpdate({ optimizer }: FusedSpec): WgslUpdate {
  const { slots, scalars, update } = OPTIMIZERS[optimizer];
  const list = (record: Readonly<Record<string, number>>) =>
    Object.entries(record).map(([name, start]) => ({ name, start }));
  const scalarEnv = Object.fromEntries(Object.keys(scalars).map((name) => [name, scalarName(name)]));
  return {
    slots: list(slots),
    scalars: list(scalars),
    renderParameter: (env, prefix) => {
      const slotEnv = Object.fromEntries(Object.keys(slots).map((name, at) => [name, env.slots[at] ?? '']));
      const { statements, values } = renderShared(
        // The parameter's formula sees the new slots: their formulas stand in for them.
        { ...update.slots, parameter: substitute(update.parameter, update.slots) },
        { w: env.w, g: env.g, rate: env.rate, ...slotEnv, ...scalarEnv },
        prefix,
      );
      return {
        statements,
        parameter: values.parameter ?? env.w,
        slots: Object.keys(slots).map((name) => values[name] ?? ''),
      };
    },
    renderScalars: () => {
      const news = Object.entries(update.scalars);
      return [
        ...news.map(([name, expr]) => `let next_${name} = ${renderWgsl(expr, scalarEnv)};`),
        ...news.map(([name]) => `${scalarName(name)} = next_${name};`),
      ];
    },
  };
}
