import { DAV } from './names.ts';
import { type XmlElement, createElementReader } from './xml-elements.ts';

/** Every status that a multistatus holds, of resources and of properties. */
export function statusesOfMultistatus(text: string): readonly number[] {
  const statuses: number[] = [];
  const collect = (element: XmlElement): void => {
    if (element.name === `${DAV}status`) statuses.push(Number(/\b(\d{3})\b/.exec(element.text)?.[1] ?? 0));
    for (const child of element.children) collect(child);
  };
  const reader = createElementReader({ exact: new Set(), onRoot: () => undefined, onChild: collect });
  reader.write(text);
  reader.end();
  return statuses;
}
