import { describe, expect, it } from 'vitest';
import { createFrameLoop, DRAW_BUDGET_MS } from './createFrameLoop';
import { createFakeClock } from './fakeClock';

function start() {
  const clock = createFakeClock();
  const log: string[] = [];
  const frames = createFrameLoop(clock.scheduler);
  const task = (name: string) => () => void log.push(name);
  return { clock, frames, log, task };
}

describe('the frame loop', () => {
  it('runs a task once however often it was asked for, phases in order', () => {
    const { clock, frames, log, task } = start();
    const draw = task('draw');
    frames.request(task('after'), 'after');
    frames.request(draw, 'draw');
    frames.request(draw, 'draw');
    frames.request(task('update'), 'update');
    expect(log).toEqual([]);
    clock.frame();
    expect(log).toEqual(['update', 'draw', 'after']);
    expect(clock.frame()).toBe(false);
  });

  it('runs what an update asks to be drawn in the same frame, and what asks for itself in the next', () => {
    const { clock, frames, log } = start();
    const again = (): void => {
      log.push('draw');
      frames.request(again, 'draw');
    };
    frames.request(() => frames.request(again, 'draw'), 'update');
    clock.frame();
    expect(log).toEqual(['draw']);
    clock.frame();
    expect(log).toEqual(['draw', 'draw']);
  });

  it('leaves charts for the next frame when drawing takes long, and asks for nothing before they are drawn', () => {
    const { clock, frames, log, task } = start();
    for (const name of ['first', 'second']) {
      frames.request(() => {
        clock.advance(DRAW_BUDGET_MS + 1);
        log.push(name);
      }, 'draw');
    }
    frames.request(task('after'), 'after');
    clock.frame();
    expect(log).toEqual(['first']);
    clock.frame();
    expect(log).toEqual(['first', 'second', 'after']);
  });

  it('goes on with the other tasks when one throws, and reports it', () => {
    const { clock, frames, log, task } = start();
    const error = new Error('broken chart');
    frames.request(() => {
      throw error;
    }, 'draw');
    frames.request(task('other'), 'draw');
    clock.frame();
    expect(log).toEqual(['other']);
    expect(clock.reported).toEqual([error]);
  });

  it('does not run a task that was cancelled, in the same frame or before', () => {
    const { clock, frames, log, task } = start();
    const second = task('second');
    frames.request(() => frames.cancel(second), 'draw');
    frames.request(second, 'draw');
    clock.frame();
    expect(log).toEqual([]);
  });
});
