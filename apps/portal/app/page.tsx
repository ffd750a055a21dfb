import { Landing } from "#features/course/components/landing.tsx";
import { Prefetched } from "#server/prefetched.tsx";

export default function Page() {
  return (
    <Prefetched ask={(trpc) => [trpc.course.list.queryOptions(), trpc.account.show.queryOptions()]}>
      <Landing />
    </Prefetched>
  );
}
