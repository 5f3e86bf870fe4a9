/** The line of each phone of a file, in 12 to 48 bytes for each: a hash table in typed arrays, outside the heap. */

const firstSlots = 1_024;
/** The golden ratio's fraction in 32 bits: spreads neighbouring numbers. */
const spread = 0x9e3779b1;

/** Remembers where each phone occurred. A phone has at most 15 digits, so its number is exact and its own key. */
export class PhoneLines {
  #phones = new Float64Array(firstSlots);
  #lines = new Uint32Array(firstSlots);
  #count = 0;

  /**
   * Notes the line of a phone, unless an earlier one has it.
   * @param matchKey `tel:+` and digits
   * @returns the earlier line; null for the first
   */
  note(matchKey: string, line: number): number | null {
    const [, digits] = /^tel:\+(\d{1,15})$/.exec(matchKey) ?? [];
    const phone = Number(digits ?? 0);
    if (phone === 0) throw new Error(`"${matchKey}" is no key of a phone.`);
    if ((this.#count + 1) * 2 > this.#phones.length) this.#grow();
    const slot = findSlot(this.#phones, phone);
    if (this.#phones[slot] === phone) return this.#lines[slot] ?? 0;
    this.#phones[slot] = phone;
    this.#lines[slot] = line;
    this.#count += 1;
    return null;
  }

  #grow(): void {
    const [phones, lines] = [this.#phones, this.#lines];
    this.#phones = new Float64Array(phones.length * 2);
    this.#lines = new Uint32Array(phones.length * 2);
    for (const [index, phone] of phones.entries()) {
      if (phone === 0) continue;
      const slot = findSlot(this.#phones, phone);
      this.#phones[slot] = phone;
      this.#lines[slot] = lines[index] ?? 0;
    }
  }
}

/** The slot of the phone, or the free one where it belongs. */
function findSlot(phones: Float64Array, phone: number): number {
  const mask = phones.length - 1;
  // Both halves of the number.
  const hash = Math.imul((phone % 0x1_0000_0000) ^ Math.floor(phone / 0x1_0000_0000), spread);
  let slot = (hash >>> 8) & mask;
  while (phones[slot] !== 0 && phones[slot] !== phone) slot = (slot + 1) & mask;
  return slot;
}
