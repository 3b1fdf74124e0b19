import { IllegalStepError } from './illegal-step.error.js';
import { LifecycleBook } from './lifecycle-book.js';

const ACKNOWLEDGE = { action: 'acknowledge', note: null } as const;
const CLOSE = { action: 'close', reason: 'OTHER', note: 'test order' } as const;

describe('LifecycleBook', () => {
  it('counts a step at once, and says what is allowed where it is not', () => {
    const book = new LifecycleBook();
    expect(book.of('a').status).toBe('NEW');
    expect(book.begin('a', 'c1', ACKNOWLEDGE).status).toBe('ACKNOWLEDGED');
    expect(() => book.begin('a', 'c2', ACKNOWLEDGE)).toThrow(IllegalStepError);
    expect(book.begin('a', 'c3', CLOSE)).toEqual({ status: 'CLOSED', assignee: null, close_reason: 'OTHER' });
    expect(book.of('b').status).toBe('NEW');
  });

  it('takes back a step that could not be kept', () => {
    const book = new LifecycleBook();
    book.begin('a', 'c1', ACKNOWLEDGE);
    book.end('a', 'c1');
    expect(book.of('a').status).toBe('NEW');
  });

  it('does not count a step twice when the database already tells of it', () => {
    const book = new LifecycleBook();
    book.begin('a', 'c1', { action: 'assign', assignee: 'lee', note: null });
    book.begin('a', 'c2', CLOSE);
    book.learn('a', { status: 'CLOSED', assignee: 'lee', close_reason: 'OTHER' });
    expect(book.of('a')).toEqual({ status: 'CLOSED', assignee: 'lee', close_reason: 'OTHER' });
    book.end('a', 'c1');
    book.end('a', 'c2');
    expect(book.of('a').status).toBe('CLOSED');
  });

  it('gives way to what the database says where another service was first', () => {
    const book = new LifecycleBook();
    book.begin('a', 'c1', ACKNOWLEDGE);
    book.learn('a', { status: 'CLOSED', assignee: null, close_reason: 'DATA_FAULT' });
    expect(book.of('a').status).toBe('CLOSED');
  });

  it('forgets what it learnt first beyond its capacity, never a step on its way', () => {
    const book = new LifecycleBook(2);
    book.begin('a', 'c1', ACKNOWLEDGE);
    for (const id of ['a', 'b', 'c'])
      book.learn(id, { status: 'ESCALATED', assignee: null, close_reason: null });
    expect(['a', 'b', 'c'].map((id) => book.of(id).status)).toEqual([
      'ACKNOWLEDGED',
      'ESCALATED',
      'ESCALATED',
    ]);
  });
});
