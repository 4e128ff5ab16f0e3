import { facePointNames } from '#domain/face.ts';
import type { AssetRow } from '#domain/asset.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { NumberInput } from '../../ui/NumberInput.tsx';
import { faceWords as words } from '../../words/face.ts';
import { forgetFaces, movePoint, pointsOf, setPoints, useFace } from './state.ts';
import styles from './Face.module.css';

type Pictured = Pick<AssetRow, 'id' | 'width' | 'height'>;

/** The five points of a picture as numbers, in pixels from its top left. */
export function PointNumbers({
  picture,
  where,
}: {
  readonly picture: Pictured;
  readonly where: string;
}) {
  const placed = useFace(({ points }) => points);
  const points = pointsOf(placed, picture);
  return (
    <fieldset className={styles['numbers']}>
      <legend className={styles['legend']}>{where}</legend>
      {facePointNames.map((name) =>
        (['x', 'y'] as const).map((axis) => (
          <Field key={`${name} ${axis}`} label={words[axis](words.points[name])}>
            {(control) => (
              <NumberInput
                {...control}
                value={points[name][axis]}
                onValue={(value) => {
                  if (value !== null) movePoint(picture, name, { ...points[name], [axis]: value });
                }}
                min={0}
                step={1}
                unit="px"
              />
            )}
          </Field>
        )),
      )}
      <Button
        size="small"
        onClick={() => {
          forgetFaces(picture.id);
          setPoints(picture.id, null);
        }}
      >
        {words.middle}
      </Button>
    </fieldset>
  );
}
