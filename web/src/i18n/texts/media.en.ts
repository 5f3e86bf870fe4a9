/** Texts of files in English: ICU messages. */
export const media = {
  fetchAgain: 'Fetch again',
  fetchAgainFailed: 'It was not fetched.',
  pictureFailed: 'The picture cannot be shown. Download it instead.',
  previousPicture: 'Previous picture',
  nextPicture: 'Next picture',
  pictureOf: '{position} of {count}',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  downloadFile: 'Download',
  playSound: 'Play: {name}',
  pauseSound: 'Pause: {name}',
  soundPosition: 'Position',
  soundPlace: '{seconds} of {length}',
  soundSpeed: 'Speed {rate, number}, change',
  soundFailed: 'It cannot be played here. Download it instead.',
  filmFailed: 'The video cannot be played here.',
} as const;
