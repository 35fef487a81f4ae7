import { Ec2Error, isMembers, type Members } from './ec2-protocol';

/** One `Filter.N` of a request: any of the values, each with the wildcards `*` and `?`. */
export interface Filter {
  Name: string;
  Values: string[];
}

/** Filter names of one action and where the value stands in a record; a path goes through every item of a list. */
export type FilterPaths = Record<string, string>;

/** True where a record passes all filters. `tag:KEY` and `tag-key` work on every record; an unknown name is an Ec2Error. */
export function passes(record: Members, filters: readonly Filter[], paths: FilterPaths): boolean {
  return filters.every(({ Name, Values }) => {
    const patterns = Values.map(pattern);
    return valuesOf(record, Name, paths).some((value) => patterns.some((one) => one.test(value)));
  });
}

function valuesOf(record: Members, name: string, paths: FilterPaths): string[] {
  if (name.startsWith('tag:')) {
    const key = name.slice('tag:'.length);
    return tagsOf(record).flatMap((tag) => (tag.Key === key ? [String(tag.Value)] : []));
  }
  if (name === 'tag-key') return tagsOf(record).map((tag) => String(tag.Key));
  const path = paths[name];
  if (!path) throw new Ec2Error('InvalidParameterValue', `The filter '${name}' is invalid`);
  return at(record, path.split('.')).map(String);
}

function tagsOf(record: Members): Members[] {
  return Array.isArray(record.Tags) ? record.Tags.filter(isMembers) : [];
}

/** Every value at the end of a path. */
function at(value: unknown, path: readonly string[]): unknown[] {
  if (Array.isArray(value)) return value.flatMap((item) => at(item, path));
  const [head, ...rest] = path;
  if (head === undefined) return value === undefined || value === null ? [] : [value];
  return isMembers(value) ? at(value[head], rest) : [];
}

function pattern(text: string): RegExp {
  const source = text
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 's');
}
