import type { TaskKind } from '#domain/task-kind.ts';

import { backup } from './backup/task.ts';
import { convert } from './convert/task.ts';
import { convertAudio } from './convert_audio/task.ts';
import { convertVideo } from './convert_video/task.ts';
import { denoiseAudio } from './denoise_audio/task.ts';
import { denoiseVideo } from './denoise_video/task.ts';
import { editPicture } from './edit_picture/task.ts';
import { enhance } from './enhance/task.ts';
import { exportCollection } from './export_collection/task.ts';
import { exportPack } from './export_pack/task.ts';
import { extractMetadata } from './extract_metadata/task.ts';
import { findFacesKind } from './find_faces/task.ts';
import { findSimilar } from './find_similar/task.ts';
import { exportFiles } from './export_files/task.ts';
import { getModel } from './get_model/task.ts';
import { faceSwap } from './face_swap/task.ts';
import { importKind } from './import/task.ts';
import { inpaint } from './inpaint/task.ts';
import { joinMedia } from './join_media/task.ts';
import { removeBackground } from './remove_background/task.ts';
import { scanFolder } from './scan_folder/task.ts';
import { testModelKind } from './test_model/task.ts';
import { upscale } from './upscale/task.ts';
import { verify } from './verify/task.ts';

/** The border: whoever reads the registry hands parsed settings on unseen, so their type is let go. */
const entry = <Params>(kind: TaskKind<Params>): TaskKind<never> =>
  kind as unknown as TaskKind<never>;

/** Every kind of task, in the order in which tools are offered. One line each. */
export const taskKinds: readonly TaskKind<never>[] = [
  entry(importKind),
  entry(verify),
  entry(upscale),
  entry(enhance),
  entry(editPicture),
  entry(inpaint),
  entry(removeBackground),
  entry(faceSwap),
  entry(convert),
  entry(convertAudio),
  entry(convertVideo),
  entry(joinMedia),
  entry(denoiseAudio),
  entry(denoiseVideo),
  entry(extractMetadata),
  entry(findSimilar),
  entry(findFacesKind),
  entry(exportPack),
  entry(exportFiles),
  entry(scanFolder),
  entry(exportCollection),
  entry(backup),
  entry(getModel),
  entry(testModelKind),
];

export const taskKindByName = (kind: string): TaskKind<never> | undefined =>
  taskKinds.find((candidate) => candidate.kind === kind);
