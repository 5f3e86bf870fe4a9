import type { media as ids } from './media.en.js';

/** Texts of files in Kazakh: ICU messages. */
export const media: Readonly<Record<keyof typeof ids, string>> = {
  fetchAgain: 'Қайта жүктеу',
  fetchAgainFailed: 'Файл жүктелмеді.',
  pictureFailed: 'Суретті көрсету мүмкін емес. Оны жүктеп алыңыз.',
  previousPicture: 'Алдыңғы сурет',
  nextPicture: 'Келесі сурет',
  pictureOf: '{count} ішінен {position}',
  zoomIn: 'Үлкейту',
  zoomOut: 'Кішірейту',
  downloadFile: 'Жүктеп алу',
  playSound: 'Тыңдау: {name}',
  pauseSound: 'Кідірту: {name}',
  soundPosition: 'Жазба орны',
  soundPlace: '{length} ішінен {seconds}',
  soundSpeed: 'Жылдамдық {rate, number}, өзгерту',
  soundFailed: 'Жазба мұнда ойнатылмайды. Оны жүктеп алыңыз.',
  filmFailed: 'Бейне мұнда ойнатылмайды.',
};
