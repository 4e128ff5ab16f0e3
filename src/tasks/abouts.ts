/**
 * What every kind of task is, in the order in which tools are offered: enough for menus, lists and
 * buttons. Forms and checks come with the whole kinds (`registry.ts`), which no first screen needs.
 */
import type { TaskAbout } from '#domain/task-kind.ts';

import { about as backup } from './backup/about.ts';
import { about as convert } from './convert/about.ts';
import { about as convertAudio } from './convert_audio/about.ts';
import { about as convertVideo } from './convert_video/about.ts';
import { about as denoiseAudio } from './denoise_audio/about.ts';
import { about as denoiseVideo } from './denoise_video/about.ts';
import { about as editPicture } from './edit_picture/about.ts';
import { about as enhance } from './enhance/about.ts';
import { about as exportCollection } from './export_collection/about.ts';
import { about as exportFiles } from './export_files/about.ts';
import { about as exportPack } from './export_pack/about.ts';
import { about as extractMetadata } from './extract_metadata/about.ts';
import { about as faceSwap } from './face_swap/about.ts';
import { about as findFaces } from './find_faces/about.ts';
import { about as findSimilar } from './find_similar/about.ts';
import { about as getModel } from './get_model/about.ts';
import { about as importKind } from './import/about.ts';
import { about as inpaint } from './inpaint/about.ts';
import { about as removeBackground } from './remove_background/about.ts';
import { about as joinMedia } from './join_media/about.ts';
import { about as scanFolder } from './scan_folder/about.ts';
import { about as testModelKind } from './test_model/about.ts';
import { about as upscale } from './upscale/about.ts';
import { about as verify } from './verify/about.ts';

export const taskAbouts: readonly TaskAbout[] = [
  importKind,
  verify,
  upscale,
  enhance,
  editPicture,
  inpaint,
  removeBackground,
  faceSwap,
  convert,
  convertAudio,
  convertVideo,
  joinMedia,
  denoiseAudio,
  denoiseVideo,
  extractMetadata,
  findSimilar,
  findFaces,
  exportPack,
  exportFiles,
  scanFolder,
  exportCollection,
  backup,
  getModel,
  testModelKind,
];

export const taskAbout = (kind: string): TaskAbout | undefined =>
  taskAbouts.find((about) => about.kind === kind);
