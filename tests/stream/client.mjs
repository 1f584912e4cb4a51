// Reads a log with the protocol's own client: node client.mjs CLIENT ADDRESS false|long-poll|sse OFFSET
// Prints one line of JSON for each batch.
const [client, url, live, offset] = process.argv.slice(2);
const { stream } = await import(client);

const print = ({ items, offset, upToDate, streamClosed }) =>
  console.log(JSON.stringify({ numbers: items.map((message) => message.n), offset, upToDate, streamClosed }));

if (live === "false") {
  // Without `live` the client reads one answer, and its caller asks on from its offset.
  let answer = { offset, upToDate: false };
  while (!answer.upToDate) {
    answer = await stream({ url, offset: answer.offset, live: false });
    const items = await answer.json();
    print({ items, ...{ offset: answer.offset, upToDate: answer.upToDate, streamClosed: answer.streamClosed } });
  }
} else {
  const answer = await stream({ url, offset, live });
  answer.subscribeJson(print);
}
