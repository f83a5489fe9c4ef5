import CPDF

/// How many pixels a page is drawn with.
struct PDFDrawingSize {
    let width: Int
    let height: Int

    init(of page: cpdf_facts) throws(ImageError) {
        let (across, down) = (Double(page.width), Double(page.height))
        guard across > 0, down > 0, across.isFinite, down.isFinite else { throw .corrupt }
        let longest = max(across, down)
        guard longest <= PDFLimits.longestSidePoints else {
            // What is no number of points any more is only told as too many.
            let most = 1e6
            throw .pageTooLarge(widthPoints: Int(min(across, most)), heightPoints: Int(min(down, most)))
        }
        let scale = min(Self.pixelsPerPoint(page), Double(PDFLimits.longestSidePixels) / longest)
        (width, height) = (Int((across * scale).rounded()), Int((down * scale).rounded()))
        guard min(width, height) >= ImageLimits.shortestSidePixels else {
            throw .tooSmall(widthPixels: width, heightPixels: height)
        }
    }

    /// The own resolution of a picture that covers the page, so that nothing of it is lost and nothing invented.
    private static func pixelsPerPoint(_ page: cpdf_facts) -> Double {
        let (across, down) = (Double(page.picture_shown_width), Double(page.picture_shown_height))
        let pageArea = Double(page.width) * Double(page.height)
        guard across > 0, down > 0, across * down >= PDFLimits.pictureShare * pageArea else {
            return PDFLimits.dotsPerInch / PDFLimits.pointsPerInch
        }
        return max(Double(page.picture_width) / across, Double(page.picture_height) / down)
    }
}
