import { expect, it } from 'vitest';
import { aStory } from '../testing/build-story.ts';
import { forgetEntry, listApps } from './declare.ts';

it('an app is taken out of the inventory as it was listed, and stays where it was named on another device', () => {
  const { context, app } = aStory({});
  const [named, second] = [{ app: 'outlook-mobile-ios', since: '2026-02-01T01:00:00+01:00' }, { app: 'outlook-mobile-ios', device: 'second phone' }];
  app(named);
  app(second);
  expect(forgetEntry(context, { app: 'outlook-mobile-ios', since: '2026-02-01T00:00:00.000Z' })).toBe(1);
  expect(listApps(context)).toEqual([second]);
  expect(forgetEntry(context, named)).toBe(0);
});
