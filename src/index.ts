// rlel, for notebooks: all of rlel/core, rlel/runs and rlel/report, and what cells show.

export * from './core';
export { loadData } from './notebook/loadData';
export {
  loadOrTrain,
  loadOrTrainAll,
  type NotebookPlaces,
  type NotebookRequest,
} from './notebook/loadOrTrain';
export { loadStudies, loadStudy, type StudyChoice } from './notebook/loadStudy';
export { predictionTiles, sampleTiles, type TileOptions } from './notebook/sampleTiles';
export { notebookProfile, notebookResults } from './notebook/settings';
export { show } from './notebook/show';
export type { CellFigure } from './notebook/showFigure';
export type { Tile } from './notebook/showGallery';
export type { ProgressBar } from './notebook/showProgress';
export * from './report';
export * from './runs';
