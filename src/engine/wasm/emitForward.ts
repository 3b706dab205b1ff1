/** Writes the way forward through a tile of samples: every layer's sums, and what is computed of them. */
import { MAX_STRAIGHT, planGroupBlocks, planRowBlocks } from './blockPlan';
import { emitProduct } from './emitProduct';
import { shift, VECTOR_BYTES } from './functionBuilder';
import type { FunctionBuilder, Moving, Place } from './functionBuilder';
import { emitFinish, planFinish } from './layerFinish';
import type { Finish, Row } from './layerFinish';
import { inputsOf } from './tilePlan';
import type { ForwardPlan } from './tilePlan';

export function emitForward(f: FunctionBuilder, plan: ForwardPlan): void {
  plan.layout.layers.forEach((_, index) => {
    const finish = planFinish(plan, index);
    emitSums(f, plan, index, finish);
    if (finish.isApart) emitFinishApart(f, plan, index, finish);
  });
}

/** The sums of one layer, finished at once or left in the rows of the first result. */
function emitSums(f: FunctionBuilder, plan: ForwardPlan, index: number, finish: Finish): void {
  const { layout, rowBytes, network } = plan;
  const layer = layout.layers[index];
  if (!layer) return;
  const { inputs, units, rowLength, bias } = layer;
  const weights = shift(network, layout.parameters + 4 * layer.start);
  const rows = finish.isApart ? finish.rows.slice(0, 1) : finish.rows;
  const stepOf = (row: Row | undefined): number => (row?.isPerUnit ? rowBytes : 0);

  const emitBlock = (count: number, size: number, source: Place, at: Place, places: readonly Place[]) => {
    const sums = emitProduct(f, {
      rows: count,
      groups: size,
      terms: inputs,
      weight: at,
      rowStep: 4,
      termStep: 4 * rowLength,
      source,
      sourceStep: rowBytes,
      start: bias ? shift(at, 4 * rowLength * inputs) : null,
      startStep: 4,
    });
    sums.forEach((row, unit) =>
      row.forEach((z, group) => {
        const here = places.map((place, kind) =>
          shift(place, unit * stepOf(rows[kind]) + group * VECTOR_BYTES),
        );
        if (!finish.isApart) emitFinish(f, finish, z, here);
        else for (const place of here) f.store(place, z);
      }),
    );
    f.release('v128', ...sums.flat());
  };

  for (const { size, count, first } of planGroupBlocks(plan.groups)) {
    const blocks = planRowBlocks(units, size);
    const isRolled = units * size * (4 * inputs + (finish.isApart ? 2 : 16)) > MAX_STRAIGHT;
    const inGroups = (place: Place): Moving => ({
      place: shift(place, first * VECTOR_BYTES),
      step: size * VECTOR_BYTES,
    });
    f.repeat(
      count,
      true,
      [inGroups(inputsOf(plan, index)), ...rows.map(({ place }) => inGroups(place))],
      ([source, ...places]) => {
        const inUnits = (place: Place, kind: number): Moving => ({
          place,
          step: blocks.rows * stepOf(rows[kind]),
        });
        f.repeat(
          blocks.count,
          isRolled,
          [{ place: weights, step: 4 * blocks.rows }, ...places.map(inUnits)],
          ([at, ...here]) => emitBlock(blocks.rows, size, source, at, here),
        );
        const done = blocks.rows * blocks.count;
        if (blocks.rest === 0) return;
        const here = places.map((place, kind) => shift(place, done * stepOf(rows[kind])));
        emitBlock(blocks.rest, size, source, shift(weights, 4 * done), here);
      },
    );
  }
}

/** Finishes the sums that `emitSums` left: vector by vector, two at a time where they come out even. */
function emitFinishApart(f: FunctionBuilder, plan: ForwardPlan, index: number, finish: Finish): void {
  const { groups, rowBytes } = plan;
  const units = plan.layout.layers[index]?.units ?? 0;
  const z = f.take('v128');
  const emitVectors = (count: number, rows: readonly Row[]): void => {
    const together = count % 2 === 0 ? 2 : 1;
    const step = together * VECTOR_BYTES;
    f.repeat(
      count / together,
      true,
      rows.map(({ place }) => ({ place, step })),
      (places) => {
        for (let vector = 0; vector < together; vector++) {
          const here = places.map((place) => shift(place, vector * VECTOR_BYTES));
          const [sums] = here;
          if (!sums) return;
          f.load(sums).set(z);
          emitFinish(f, finish, z, here);
        }
      },
    );
  };
  // Rows of neighbouring units follow each other: where each unit has rows of its own, all are one run of vectors.
  if (units === 1 || finish.rows.every(({ isPerUnit }) => isPerUnit))
    emitVectors(units * groups, finish.rows);
  else
    f.repeat(
      units,
      true,
      finish.rows.map(({ place, isPerUnit }) => ({ place, step: isPerUnit ? rowBytes : 0 })),
      (places) => {
        const here = places.map((place): Row => ({ place, isPerUnit: true }));
        emitVectors(groups, here);
      },
    );
  f.release('v128', z);
}
