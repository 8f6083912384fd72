import { expect, it } from 'vitest';
import { aStory } from '../../testing/build-story.ts';
import { stateOfCase } from './case-state.ts';

it('a case is in another state with all that a verdict rests on: a log without a new row tells what it covers', () => {
  const story = aStory({ phone: 'carddav' });
  const { store } = story.context;
  const states = [stateOfCase(story.context)];
  const then = (act: () => void): void => {
    act();
    states.push(stateOfCase(story.context));
  };
  then(() => story.snapshot('phone', '2026-03-01T09:00:00Z', []));
  then(() => story.audit('phone', [{ at: '2026-03-01T08:00:00Z', operation: 'Create', client: 'Client=REST' }]));
  then(() => store.audit.addLog({ id: 'log-1', facts: { name: 'log.csv', format: 'purview-csv', from: '2026-03-01T00:00:00Z', to: '2026-03-02T00:00:00Z', rows: 9, gaps: [] } }));
  then(() => story.app({ app: 'outlook-mobile-ios' }));
  then(() => store.addSource({ name: 'work', kind: 'graph', user: 'robin@example.test' }));
  expect(new Set(states).size).toBe(6);
  expect(stateOfCase(story.context)).toBe(states.at(-1));
});
