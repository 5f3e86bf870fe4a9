/**
 * The rows of the result. A ratio is computed pair by pair within a round, so that a slow minute affects both
 * servers.
 */

/** Median, minimum and maximum. */
export function toSpread(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  return { median, min: sorted[0], max: sorted.at(-1), values };
}

/** Trunkline against the floor. `pairs` are `{ floor, trunkline }` of one round each. */
export function compareRow(measure, unit, pairs, goal = null) {
  const ratio = toSpread(pairs.map(pair => pair.trunkline / pair.floor));
  return {
    measure,
    unit,
    floor: toSpread(pairs.map(pair => pair.floor)),
    trunkline: toSpread(pairs.map(pair => pair.trunkline)),
    ratio,
    goal: goal && { ...goal, of: 'ratio', isMet: isMet(ratio.median, goal) },
  };
}

/** Trunkline alone, against a number. */
export function ownRow(measure, unit, values, goal = null) {
  const trunkline = toSpread(values);
  return {
    measure,
    unit,
    floor: null,
    trunkline,
    ratio: null,
    goal: goal && { ...goal, of: 'value', isMet: isMet(trunkline.median, goal) },
  };
}

/** Trunkline on a large database against a small one; the small one is in the floor's column. */
export function growthRow(measure, unit, pairs, goal = null) {
  return compareRow(
    measure,
    unit,
    pairs.map(({ small, large }) => ({ floor: small, trunkline: large })),
    goal,
  );
}

/** A guarantee that holds or does not. */
export function promiseRow(measure, floorText, trunklineText, text, isKept) {
  return {
    measure,
    unit: '',
    floor: floorText,
    trunkline: trunklineText,
    ratio: null,
    goal: { text, of: 'promise', isMet: isKept },
  };
}

/** A measure that failed. */
export function failedRow(measure, error) {
  return { measure, unit: '', floor: null, trunkline: null, ratio: null, goal: null, error: error.message };
}

function isMet(value, { atLeast, atMost }) {
  return (atLeast === undefined || value >= atLeast) && (atMost === undefined || value <= atMost);
}
