import type { ById, JSContactCard, Name, NameComponent, NameKind, Relation, VCardProperty } from './card.ts';

type ListProperty = { [Key in keyof JSContactCard]-?: NonNullable<JSContactCard[Key]> extends ById<object> ? Key : never }[keyof JSContactCard];
type Entry<Key extends ListProperty> = NonNullable<JSContactCard[Key]> extends ById<infer Value> ? Value : never;

/** A card being built from named columns or properties; blank texts are passed over. */
export interface CardBuilder {
  fullName(text: string): void;
  namePart(kind: NameKind, text: string): void;
  /** How a part of the name is spoken, beside the part itself or without it. */
  phonetic(kind: NameKind, text: string): void;
  add<Key extends ListProperty>(property: Key, entry: Entry<Key>): void;
  /** Company and department belong together. */
  organization(name: string, unit: string): void;
  keyword(text: string): void;
  related(name: string, relation: string): void;
  /** What JSContact has no place for, under the name that its source gives it. */
  unknown(name: string, text: string): void;
  build(): JSContactCard;
}

/** A builder with nothing in it. */
export function createCardBuilder(): CardBuilder {
  const lists: { [Key in ListProperty]?: Record<string, Entry<Key>> } = {};
  const name: { full?: string } = {};
  const components: NameComponent[] = [];
  const keywords: Record<string, true> = Object.create(null) as Record<string, true>;
  const relatedTo: Record<string, Relation> = Object.create(null) as Record<string, Relation>;
  const unknown: VCardProperty[] = [];
  let lastId = 0;
  const add = <Key extends ListProperty>(property: Key, entry: Entry<Key>): void => {
    const entries = (lists[property] ??= {}) as Record<string, Entry<Key>>;
    entries[String(++lastId)] = entry;
  };
  return {
    add,
    fullName(text) {
      if (!isBlank(text)) name.full = text;
    },
    namePart(kind, text) {
      if (!isBlank(text)) components.push({ kind, value: text });
    },
    phonetic(kind, phonetic) {
      if (isBlank(phonetic)) return;
      const at = components.findIndex((component) => component.kind === kind);
      if (at < 0) components.push({ kind, value: '', phonetic });
      else components[at] = { kind, value: components[at]?.value ?? '', phonetic };
    },
    organization(company, unit) {
      const units = isBlank(unit) ? {} : { units: [{ name: unit }] };
      if (!isBlank(company) || !isBlank(unit)) add('organizations', { ...(isBlank(company) ? {} : { name: company }), ...units });
    },
    keyword(text) {
      if (!isBlank(text)) keywords[text.trim()] = true;
    },
    related(other, relation) {
      if (isBlank(other)) return;
      relatedTo[other.trim()] = { relation: { ...relatedTo[other.trim()]?.relation, [relation]: true } };
    },
    unknown(property, text) {
      if (!isBlank(text)) unknown.push([property.toLowerCase(), {}, 'text', text]);
    },
    build() {
      const whole: Name = { ...name, ...(components.length === 0 ? {} : { components }) };
      return {
        '@type': 'Card',
        version: '1.0',
        ...(lists as Partial<JSContactCard>),
        ...(Object.keys(whole).length === 0 ? {} : { name: whole }),
        ...(Object.keys(keywords).length === 0 ? {} : { keywords }),
        ...(Object.keys(relatedTo).length === 0 ? {} : { relatedTo }),
        ...(unknown.length === 0 ? {} : { vCardProps: unknown }),
      };
    },
  };
}

function isBlank(text: string): boolean {
  return text.trim() === '';
}
