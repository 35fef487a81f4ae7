import { describe, expect, test } from 'vitest';
import { choose, chooseAll, type KeySelection, selectionIn } from './key-selection';

const order = ['a', 'b', 'c', 'd', 'e'];
const none: KeySelection = { active: null, anchor: null, chosen: new Set() };
const chosen = (selection: KeySelection): string => [...selection.chosen].sort().join('');

describe('choosing keys', () => {
  test('a click chooses one alone', () => {
    const selection = choose(order, chooseAll(order, none), 'c', 'only');
    expect([selection.active, chosen(selection)]).toEqual(['c', 'c']);
  });

  test('Ctrl adds one, and takes it away again; the last stays', () => {
    const one = choose(order, none, 'b', 'only');
    const two = choose(order, one, 'd', 'toggle');
    expect([two.active, chosen(two)]).toEqual(['d', 'bd']);
    const back = choose(order, two, 'd', 'toggle');
    expect([back.active, chosen(back)]).toEqual(['b', 'b']);
    expect(chosen(choose(order, back, 'b', 'toggle'))).toBe('b');
  });

  test('Shift chooses from the anchor to the key, either way, and the anchor stays', () => {
    const start = choose(order, none, 'c', 'only');
    const down = choose(order, start, 'e', 'range');
    expect([down.active, chosen(down)]).toEqual(['e', 'cde']);
    const up = choose(order, down, 'a', 'range');
    expect([up.active, chosen(up)]).toEqual(['a', 'abc']);
  });

  test('all of the list', () => {
    expect(chosen(chooseAll(order, choose(order, none, 'b', 'only')))).toBe('abcde');
  });
});

describe('a selection in a list that has changed', () => {
  test('the first key is active where none was', () => {
    expect(selectionIn(order, none).active).toBe('a');
  });

  test('keys that are gone are no longer chosen', () => {
    const all = chooseAll(order, choose(order, none, 'b', 'only'));
    expect(selectionIn(['b', 'd'], all)).toEqual({ active: 'b', anchor: 'b', chosen: new Set(['b', 'd']) });
  });

  test('a key made active from elsewhere is the only one chosen', () => {
    const selection = { ...choose(order, none, 'b', 'only'), active: 'e' };
    expect(chosen(selectionIn(order, selection))).toBe('e');
  });

  test('nothing is chosen in an empty list', () => {
    expect(selectionIn([], choose(order, none, 'b', 'only'))).toEqual(none);
  });
});
