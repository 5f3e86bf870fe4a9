/**
 * Stems of Kazakh words. PostgreSQL has no dictionary for Kazakh; its endings are regular, so the endings of case,
 * possession and number are taken off, the outer one first, while enough of the word is left.
 */

/** Letters that Russian does not have. */
const kazakhLetter = /[әғқңөұүһі]/;
const minStemChars = 3;

const endings = [
  // case
  'ның нің дың дің тың тің ға ге қа ке на не ды ді ты ті ны ні да де та те нда нде дан ден тан тен нан нен мен бен пен',
  // possession
  'ымыз іміз мыз міз ыңыз іңіз ңыз ңіз сын сін ын ін ым ім ың ің сы сі ы і',
  // number
  'лар лер дар дер тар тер',
].map(list => list.split(' ').sort((one, other) => other.length - one.length));

/** True for a word that can only be Kazakh. */
export const isKazakh = (word: string): boolean => kazakhLetter.test(word);

/** Endings that begin with one of these letters follow a voiceless consonant: `кітап-ты`, but `қызмет-і`. */
const voicelessStart = /^[ткқп]/;
const voicelessEnd = /[пфкқтсшщчцхһ]$/;

/** The stem of a Kazakh word, at least three letters of it. */
export function toKazakhStem(word: string): string {
  let stem = word;
  for (const list of endings) {
    const rest = list
      .filter(ending => stem.endsWith(ending))
      .map(ending => ({ ending, left: stem.slice(0, -ending.length) }))
      .find(
        ({ ending, left }) =>
          left.length >= minStemChars && (!voicelessStart.test(ending) || voicelessEnd.test(left)),
      );
    if (rest) stem = rest.left;
  }
  return stem;
}
