/** Typesets a formula as MathML, which browsers draw and screen readers read. */
import { createElement, type ReactNode } from 'react';
import { splitMathText, type MathNode, type MathToken } from './mathNodes';

export function Formula({ formula }: { readonly formula: MathNode }) {
  return <div className="formula">{createElement('math', { display: 'block' }, renderNode(formula))}</div>;
}

/** MathML elements have no types of their own in React. */
const element = (tag: string, ...children: ReactNode[]): ReactNode => createElement(tag, null, ...children);

const TAGS: Readonly<Record<MathToken['kind'], string>> = {
  name: 'mi',
  number: 'mn',
  sign: 'mo',
  gap: 'mspace',
  text: 'mtext',
};

function renderNode(node: MathNode): ReactNode {
  if (typeof node === 'string' || isRow(node)) return element('mrow', ...renderParts(node));
  switch (node.kind) {
    case 'fraction':
      return element('mfrac', renderNode(node.over), renderNode(node.under));
    case 'power':
      return element('msup', renderNode(node.base), renderNode(node.exponent));
    case 'index':
      return element('msub', renderNode(node.base), renderNode(node.index));
    case 'root':
      return element('msqrt', renderNode(node.of));
    case 'hat':
      return createElement('mover', { accent: 'true' }, renderNode(node.of), element('mo', '^'));
    case 'cases':
      // The style sheet draws the bracket: a brace grows only in fonts made for mathematics.
      return element(
        'mtable',
        ...node.rows.map(([value, condition]) =>
          element('mtr', element('mtd', renderNode(value)), element('mtd', renderNode(condition))),
        ),
      );
    default: {
      const unknown: never = node;
      throw new RangeError(`unknown part of a formula ${JSON.stringify(unknown)}`);
    }
  }
}

/** In one row with what stands around it: a sign at the start of a row of its own would be spaced as a prefix. */
function renderParts(node: string | readonly MathNode[]): ReactNode[] {
  if (typeof node === 'string') return splitMathText(node).map(renderToken);
  return node.flatMap((part) =>
    typeof part === 'string' || isRow(part) ? renderParts(part) : [renderNode(part)],
  );
}

function renderToken({ kind, text }: MathToken): ReactNode {
  if (kind === 'gap') return createElement(TAGS.gap, { width: '1.2em' });
  return element(TAGS[kind], text);
}

/** Array.isArray forgets what a readonly array holds. */
function isRow(node: MathNode): node is readonly MathNode[] {
  return Array.isArray(node);
}
