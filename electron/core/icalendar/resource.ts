import { AppError } from '../../../shared/errors.ts';
import { propertyOf, valueOf, type Component } from './component-tree.ts';

/** A calendar resource taken apart: what belongs to one UID, and what stands beside it though it should not. */
export interface Resource {
  readonly calendars: readonly Component[];
  readonly vtimezones: readonly Component[];
  readonly components: readonly Component[];
  /** The series or single object; the first exception where the body has exceptions alone. */
  readonly main: Component;
  /** In the order of the body; they hold the main one too where that is an exception. */
  readonly exceptions: readonly Component[];
  /** Another UID, another kind, a second master: what has no place in one resource (RFC 4791 §4.1). */
  readonly others: readonly Component[];
}

/** Takes a tree apart; throws `record-unreadable` where it has no component, `record-cut-off` where one has no end. */
export function resourceOf(root: Component): Resource {
  const calendars = root.children.filter((component) => component.name === 'VCALENDAR');
  const inner = calendars.length > 0 ? calendars.flatMap((calendar) => calendar.children) : root.children;
  const components = inner.filter((component) => component.name !== 'VTIMEZONE');
  const main = components.find((component) => !isException(component)) ?? components[0];
  if (main === undefined) throw new AppError('record-unreadable', { context: { components: 0 } });
  const open = components.find((component) => !component.closed);
  if (open !== undefined) throw new AppError('record-cut-off', { context: { line: open.line } });
  const uid = valueOf(main, 'UID');
  const belongs = (component: Component): boolean => isException(component) && component.name === main.name && valueOf(component, 'UID') === uid;
  return {
    calendars,
    vtimezones: inner.filter((component) => component.name === 'VTIMEZONE'),
    components,
    main,
    exceptions: components.filter(belongs),
    others: components.filter((component) => component !== main && !belongs(component)),
  };
}

/** Whether a component is one occurrence that differs from its series. */
export function isException(component: Component): boolean {
  return propertyOf(component, 'RECURRENCE-ID') !== undefined;
}
