import type { CollectionId, ProjectId } from '#domain/id.ts';
import type { placeNow } from '../chosen.ts';
import { useLiveQuery } from '../inkreel.ts';
import { Field } from '../ui/Field.tsx';
import { Select } from '../ui/Select.tsx';
import { importReviewWords as words } from '../words/import-review.ts';

type Place = ReturnType<typeof placeNow>;

/** Where files go: a project, and a collection that is filled by hand. */
export function PlaceFields({
  place,
  onPlace,
}: {
  readonly place: Place;
  readonly onPlace: (place: Place) => void;
}) {
  const projects = useLiveQuery('projects', {}).value ?? [];
  const inbox = projects.find(({ is_inbox }) => is_inbox === 1)?.id;
  const project = place.project ?? inbox;
  const collections = useLiveQuery('collections', project === undefined ? {} : { project }).value;
  const byHand = collections?.filter(({ type }) => type !== 'smart') ?? [];
  return (
    <>
      <Field label={words.project}>
        {(control) => (
          <Select
            {...control}
            value={project ?? ''}
            // The border: the values of the choices are ids.
            onValue={(value) => onPlace({ project: value as ProjectId })}
            choices={projects.map(({ id, name }) => ({ value: id as string, label: name }))}
          />
        )}
      </Field>
      <Field label={words.collection}>
        {(control) => (
          <Select
            {...control}
            value={place.collection ?? ''}
            onValue={(value) => {
              const { collection: _, ...rest } = place;
              onPlace(value === '' ? rest : { ...rest, collection: value as CollectionId });
            }}
            choices={[
              { value: '', label: words.noCollection },
              ...byHand.map(({ id, name }) => ({ value: id as string, label: name })),
            ]}
          />
        )}
      </Field>
    </>
  );
}
