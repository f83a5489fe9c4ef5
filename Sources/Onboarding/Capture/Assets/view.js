// What of the video a person sees, and where things lie in it.

/**
 * The part of the video that the view shows, which is not all of it where the video fills the view.
 * @param {HTMLVideoElement} video
 * @param {HTMLElement} view what the video lies in
 * @param {HTMLElement} outline drawn over it
 * @returns {object} `source` (that part, in the video's own pixels), `outline` (in the video's own pixels too, from the
 *   beginning of `source`), `toView(point, scale)` from a copy of `source` that is `scale` times as large to the view
 */
export function viewOf(video, view, outline) {
    const { videoWidth, videoHeight } = video;
    const box = view.getBoundingClientRect();
    const isContained = view.classList.contains('is-contained');
    const shares = [box.width / videoWidth, box.height / videoHeight];
    const zoom = isContained ? Math.min(...shares) : Math.max(...shares);
    // Where the video's own corner lies in the view; negative where it is cut off.
    const corner = { x: (box.width - videoWidth * zoom) / 2, y: (box.height - videoHeight * zoom) / 2 };
    const source = {
        x: Math.max(0, -corner.x / zoom), y: Math.max(0, -corner.y / zoom),
        width: Math.min(videoWidth, box.width / zoom), height: Math.min(videoHeight, box.height / zoom),
    };
    const drawn = outline.getBoundingClientRect();
    const across = (value) => (value - box.left - corner.x) / zoom - source.x;
    const down = (value) => (value - box.top - corner.y) / zoom - source.y;
    return {
        source,
        outline: {
            left: across(drawn.left), right: across(drawn.right), top: down(drawn.top), bottom: down(drawn.bottom),
        },
        toView: ({ x, y }, scale) => ({
            x: corner.x + (source.x + x / scale) * zoom, y: corner.y + (source.y + y / scale) * zoom,
        }),
    };
}
