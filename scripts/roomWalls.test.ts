/** Plants violations of docs/architecture.md's walls and expects the lint to find each; a wall that nobody guards is only a drawing. */
import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';

const lint = new ESLint();

async function boundaryErrors(filePath: string, code: string): Promise<string[]> {
  const [result] = await lint.lintText(code, { filePath });
  return (result?.messages ?? [])
    .filter((message) => message.ruleId === 'boundaries/dependencies')
    .map((message) => message.message);
}

describe('the walls between rooms', () => {
  it.each([
    [
      'src/domain/planted.ts',
      "import type { Trainer } from '../engine/trainer';\nexport type X = Trainer;\n",
    ],
    ['src/domain/planted.ts', "import { max } from 'd3';\nexport const x = max;\n"],
    ['src/domain/planted.ts', "import fs from 'node:fs';\nexport const x = fs;\n"],
    ['src/app/planted.ts', "import type { Trainer } from '../engine/trainer';\nexport type X = Trainer;\n"],
    [
      'src/ui/planted.ts',
      "import { encodeAddress } from '../io/encodeAddress';\nexport const x = encodeAddress;\n",
    ],
    ['src/charts/planted.ts', "import { useState } from 'react';\nexport const x = useState;\n"],
    ['src/store/planted.ts', "import * as tf from '@tensorflow/tfjs';\nexport const x = tf;\n"],
    ['src/i18n/planted.ts', "import { LIMITS } from '../domain/limits';\nexport const x = LIMITS;\n"],
  ])('refuse a planted import in %s', async (filePath, code) => {
    expect(await boundaryErrors(filePath, code)).toHaveLength(1);
  });

  it.each([
    ['src/engine/planted.ts', "import * as tf from '@tensorflow/tfjs';\nexport const x = tf;\n"],
    ['src/ui/planted.ts', "import { LIMITS } from '../domain/limits';\nexport const x = LIMITS;\n"],
  ])('let a permitted import pass in %s', async (filePath, code) => {
    expect(await boundaryErrors(filePath, code)).toEqual([]);
  });
});
