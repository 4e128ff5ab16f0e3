/** Task kind → its work. Only the task worker may reach this: every run is its own download. */
import type { Run } from '#tasks/context.ts';

type Load = () => Promise<{ readonly run: Run<never> }>;

export const runs: Readonly<Record<string, Load>> = {
  backup: () => import('#tasks/backup/run.ts'),
  convert: () => import('#tasks/convert/run.ts'),
  convert_audio: () => import('#tasks/convert_audio/run.ts'),
  convert_video: () => import('#tasks/convert_video/run.ts'),
  denoise_audio: () => import('#tasks/denoise_audio/run.ts'),
  denoise_video: () => import('#tasks/denoise_video/run.ts'),
  edit_picture: () => import('#tasks/edit_picture/run.ts'),
  enhance: () => import('#tasks/enhance/run.ts'),
  export_collection: () => import('#tasks/export_collection/run.ts'),
  export_files: () => import('#tasks/export_files/run.ts'),
  export_pack: () => import('#tasks/export_pack/run.ts'),
  extract_metadata: () => import('#tasks/extract_metadata/run.ts'),
  face_swap: () => import('#tasks/face_swap/run.ts'),
  find_faces: () => import('#tasks/find_faces/run.ts'),
  find_similar: () => import('#tasks/find_similar/run.ts'),
  get_model: () => import('#tasks/get_model/run.ts'),
  import: () => import('#tasks/import/run.ts'),
  inpaint: () => import('#tasks/inpaint/run.ts'),
  join_media: () => import('#tasks/join_media/run.ts'),
  remove_background: () => import('#tasks/remove_background/run.ts'),
  scan_folder: () => import('#tasks/scan_folder/run.ts'),
  test_model: () => import('#tasks/test_model/run.ts'),
  upscale: () => import('#tasks/upscale/run.ts'),
  verify: () => import('#tasks/verify/run.ts'),
};
