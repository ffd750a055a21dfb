import "@mantine/core/styles.css";
import "katex/dist/katex.min.css";
import "#theme/global.css";
import { countUnreadNotices } from "@gradmark/db";
import { ColorSchemeScript, mantineHtmlProps } from "@mantine/core";
import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { Providers } from "#client/providers.tsx";
import { Frame } from "#components/frame.tsx";
import { Bell } from "#features/notices/components/bell.tsx";
import { createContext } from "#server/context.ts";

export const metadata: Metadata = {
  title: { default: "Gradmark", template: "%s · Gradmark" },
  description: "Deep-learning labs: gradients, competition, hand-in, grade.",
};
export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#ffffff" },
    { media: "(prefers-color-scheme: dark)", color: "#1b2129" },
  ],
};

export default async function Layout({ children }: { children: ReactNode }) {
  const received = await headers();
  const { person, house } = await createContext({ headers: new Headers(received) });
  const bell = person && <Bell unread={countUnreadNotices(house.database, person.id)} />;
  const nonce = received.get("x-nonce");
  return (
    <html lang="en" {...mantineHtmlProps}>
      <head>
        <ColorSchemeScript defaultColorScheme="auto" {...(nonce && { nonce })} />
      </head>
      <body>
        <Providers>
          <Frame person={person && { name: person.name }} bell={bell}>
            {children}
          </Frame>
        </Providers>
      </body>
    </html>
  );
}
