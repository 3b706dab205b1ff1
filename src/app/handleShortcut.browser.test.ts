import { afterEach, describe, expect, it } from 'vitest';
import { keyUseOf, type KeyUse } from './handleShortcut';

afterEach(() => document.body.replaceChildren());

/** Elements made by hand: tests, too, build no HTML from strings. */
function element(tag: string, attributes: Readonly<Record<string, string>> = {}): HTMLElement {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  document.body.append(made);
  return made;
}

describe('how the focused element uses keys', () => {
  const cases: readonly (readonly [string, Readonly<Record<string, string>>, KeyUse])[] = [
    ['body', {}, 'none'],
    ['div', { role: 'group', tabindex: '0' }, 'none'],
    ['a', { href: '#' }, 'none'],
    ['input', { type: 'range' }, 'none'],
    ['button', {}, 'space'],
    ['summary', {}, 'space'],
    ['input', { type: 'checkbox' }, 'space'],
    ['input', { type: 'radio' }, 'space'],
    ['div', { role: 'switch' }, 'space'],
    ['input', { type: 'number' }, 'all'],
    ['input', {}, 'all'],
    ['input', { type: 'text', role: 'spinbutton' }, 'all'],
    ['textarea', {}, 'all'],
    ['select', {}, 'plain'],
    ['input', { type: 'text', role: 'spinbutton', 'data-dirty': 'false' }, 'plain'],
    ['input', { type: 'text', role: 'spinbutton', 'data-dirty': 'true' }, 'all'],
    ['div', { contenteditable: 'true' }, 'all'],
    ['div', { role: 'combobox' }, 'all'],
  ];
  for (const [tag, attributes, use] of cases) {
    it(`is '${use}' for <${tag}> ${JSON.stringify(attributes)}`, () => {
      expect(keyUseOf(element(tag, attributes))).toBe(use);
    });
  }

  it('leaves every key to an open dialog', () => {
    const dialog = element('dialog', { open: '' });
    const button = document.createElement('button');
    dialog.append(button);
    expect(keyUseOf(button)).toBe('all');
  });

  it('is none without any focus', () => {
    expect(keyUseOf(null)).toBe('none');
    expect(keyUseOf(document)).toBe('none');
  });
});
