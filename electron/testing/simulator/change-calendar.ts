import type { Content, EventContent, TaskContent } from '../../demo/world/content.ts';

/** The same content with some fields changed, where it is an event; else as it was. */
export function changeEvent(content: Content, change: (event: EventContent) => Partial<EventContent>): Content {
  return content.kind === 'event' ? { ...content, ...change(content) } : content;
}

/** The same content with some fields changed, where it is a task; else as it was. */
export function changeTask(content: Content, change: (task: TaskContent) => Partial<TaskContent>): Content {
  return content.kind === 'task' ? { ...content, ...change(content) } : content;
}
