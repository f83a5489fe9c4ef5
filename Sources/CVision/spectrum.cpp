#include "shim.hpp"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

using namespace couth;

namespace {

constexpr int side = CVISION_PATTERN_TILE;
constexpr int half = side / 2;
/// Bins of one half of the plane: a real picture's other half is the same.
constexpr int bins = (half + 1) * side;
/// Neighbours along a row or a column of the spectrum that a peak is held against: near, but not its own window's
/// slope.
constexpr int nearest = 3, farthest = 8;
/// Variance that rounding to whole grey values leaves, with some room: spectra below it are no pattern's.
constexpr float rounding = 0.25F;

/// Half a spectrum: columns 0…half of frequencies to the right, rows of frequencies down, wrapped.
using Spectrum = std::vector<float>;

size_t place(int column, int row) { return size_t(column) * side + size_t((row + side) % side); }

float &at(Spectrum &spectrum, int column, int row) { return spectrum[place(column, row)]; }

/// Of the whole plane: frequencies to the left are those to the right, mirrored.
float wrapped(const Spectrum &spectrum, int column, int row) {
    if (column < 0 || column > half) {
        column = column < 0 ? -column : side - column;
        row = -row;
    }
    return spectrum[size_t(column) * side + (row + 2 * side) % side];
}

template <typename Values> float median(Values &values) {
    const auto middle = values.begin() + values.size() / 2;
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

/// Which frequencies are looked at, 0…1 in cycles a pixel.
struct Band {
    float lowest;
    float highest;

    bool holds(int column, int row) const {
        const float x = float(column) / side, y = float(std::abs(row)) / side;
        if (std::hypot(x, y) < lowest || std::max(x, y) > highest) return false;
        // The blocks of JPEG repeat every eight pixels, along the axes.
        const bool onAxis = column <= 1 || std::abs(row) <= 1;
        const int along = std::max(column, std::abs(row)), rest = along % (side / 8);
        return !(onAxis && (rest <= 1 || rest >= side / 8 - 1));
    }
};

/// The window and the sums that every tile needs.
struct Plan {
    cv::Mat window;
    float energy;
    /// Of every bin, how far it is from the middle.
    std::vector<int> ring;

    Plan() : ring(bins) {
        cv::createHanningWindow(window, {side, side}, CV_32F);
        energy = float(cv::sum(window.mul(window))[0]);
        for (int column = 0; column <= half; column++) {
            for (int row = -half; row < half; row++) {
                ring[place(column, row)] = int(std::lround(std::hypot(column, row)));
            }
        }
    }

    /// Power over that of the ring of the same frequency, so that blur and contrast do not count.
    Spectrum spectrum(const cv::Mat &plane) const {
        cv::Mat tile = (plane - cv::mean(plane)).mul(window), complex;
        cv::dft(tile, complex, cv::DFT_COMPLEX_OUTPUT);
        Spectrum power(bins);
        std::array<std::vector<float>, side> rings;
        for (int column = 0; column <= half; column++) {
            for (int row = -half; row < half; row++) {
                const auto &value = complex.at<cv::Vec2f>((row + side) % side, column);
                const float here = value[0] * value[0] + value[1] * value[1];
                at(power, column, row) = here;
                rings[ring[place(column, row)]].push_back(here);
            }
        }
        std::array<float, side> level{};
        for (int radius = 0; radius < side; radius++) {
            if (!rings[radius].empty()) level[radius] = median(rings[radius]);
        }
        for (int column = 0; column <= half; column++) {
            for (int row = -half; row < half; row++) {
                at(power, column, row) /= level[ring[place(column, row)]] + rounding * energy / 12;
            }
        }
        return power;
    }
};

/// How far a bin stands above those beside it in its row, in its column and on its ring: an edge gives a line of power
/// through the spectrum, a pattern a point.
float contrast(const Spectrum &spectrum, int column, int row) {
    std::array<float, 2 * (farthest - nearest + 1)> along, across;
    int count = 0;
    for (int step = nearest; step <= farthest; step++) {
        for (int sign : {-1, 1}) {
            along[count] = wrapped(spectrum, column + sign * step, row);
            across[count] = wrapped(spectrum, column, row + sign * step);
            count++;
        }
    }
    return wrapped(spectrum, column, row) / std::max({median(along), median(across), 1.0F});
}

/// The largest of a bin and its neighbours: a frequency that changes a little from tile to tile is still the same.
Spectrum spread(const Spectrum &spectrum) {
    Spectrum rows(bins), result(bins);
    for (int column = 0; column <= half; column++) {
        for (int row = -half; row < half; row++) {
            at(rows, column, row) = std::max(
                {wrapped(spectrum, column, row - 1), wrapped(spectrum, column, row),
                 wrapped(spectrum, column, row + 1)});
        }
    }
    for (int column = 0; column <= half; column++) {
        for (int row = -half; row < half; row++) {
            at(result, column, row) = std::max(
                {wrapped(rows, column - 1, row), wrapped(rows, column, row), wrapped(rows, column + 1, row)});
        }
    }
    return result;
}

/// What is the same in most tiles.
Spectrum shared(const Plan &plan, const std::vector<cv::Mat> &tiles) {
    std::vector<Spectrum> spectra;
    for (const auto &tile : tiles) spectra.push_back(spread(plan.spectrum(tile)));
    Spectrum result(bins);
    std::vector<float> values(spectra.size());
    for (int bin = 0; bin < bins; bin++) {
        for (size_t tile = 0; tile < spectra.size(); tile++) values[tile] = spectra[tile][bin];
        result[bin] = median(values);
    }
    return result;
}

/// How far every bin of the band stands out; 0 outside it.
Spectrum contrasts(const Spectrum &spectrum, Band band) {
    Spectrum result(bins, 0);
    for (int column = 0; column <= half; column++) {
        for (int row = -half; row < half; row++) {
            if (band.holds(column, row)) at(result, column, row) = contrast(spectrum, column, row);
        }
    }
    return result;
}

/// The strongest at right angles to a bin; perspective and unequal pixels move it a little.
float atRightAngles(const Spectrum &spectrum, int column, int row) {
    constexpr int reach = 2;
    float best = 0;
    for (int x = -row - reach; x <= -row + reach; x++) {
        for (int y = column - reach; y <= column + reach; y++) {
            if (std::abs(x) <= half && std::abs(y) < half) best = std::max(best, wrapped(spectrum, x, y));
        }
    }
    return best;
}

/// The strongest pattern: of a lattice the weaker direction counts.
cvision_pattern strongest(const Spectrum &spectrum, bool isLattice) {
    cvision_pattern best{0, 0, 0};
    for (int column = 0; column <= half; column++) {
        for (int row = -half; row < half; row++) {
            const float own = wrapped(spectrum, column, row);
            if (own <= best.strength) continue;
            const float weaker = isLattice ? std::min(own, atRightAngles(spectrum, column, row)) : own;
            if (weaker > best.strength) best = {weaker, float(column) / side, float(row) / side};
        }
    }
    best.strength = 10 * std::log10(std::max(best.strength, 1.0F));
    return best;
}

} // namespace

cvision_status cvision_patterns(
    cvision_view view, const int32_t *corners, int32_t count, cvision_pattern *lattice, cvision_pattern *stripes
) {
    return walled([&] {
        require(view.channels == 3 && count >= 4 && count <= 64);
        const cv::Mat picture = matrix(view);
        const cv::Matx13f grey(0.114F, 0.587F, 0.299F), redLessBlue(-1, 0, 1);
        std::vector<cv::Mat> greys(count), colours(count);
        for (int index = 0; index < count; index++) {
            const int x = corners[2 * index], y = corners[2 * index + 1];
            require(x >= 0 && y >= 0 && x <= view.width - side && y <= view.height - side);
            cv::Mat tile;
            picture(cv::Rect(x, y, side, side)).convertTo(tile, CV_32F);
            cv::transform(tile, greys[index], grey);
            cv::transform(tile, colours[index], redLessBlue);
        }
        const Plan plan;
        // Colour is stored at half the resolution by most cameras' files: beyond a quarter there is none.
        *lattice = strongest(contrasts(shared(plan, greys), {0.1F, 0.49F}), true);
        *stripes = strongest(contrasts(shared(plan, colours), {0.05F, 0.25F}), false);
    });
}
