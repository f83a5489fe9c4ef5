// Stands in for the libraries of picture formats that Leptonica is linked to: every function says no.
//
// Tesseract is handed pixels and reads no file. The wheel's own libraries are years old, and one of them (JBIG-KIT) is
// under a licence that does not go with this project's: none of that gets into the process that reads pictures.
// Leptonica asks for PNG once a line, to keep it packed; refused, it keeps it plain. `setup/tesseract.sh` builds this.

#define NO(name) \
    void *name(void); \
    void *name(void) { return 0; }

NO(TIFFCleanup) NO(TIFFClientOpen) NO(TIFFClose) NO(TIFFCurrentDirOffset) NO(TIFFGetField) NO(TIFFGetFieldDefaulted)
NO(TIFFGetVersion) NO(TIFFIsTiled) NO(TIFFOpen) NO(TIFFPrintDirectory) NO(TIFFReadDirectory)
NO(TIFFReadRGBAImageOriented) NO(TIFFReadScanline) NO(TIFFScanlineSize) NO(TIFFSetDirectory) NO(TIFFSetErrorHandler)
NO(TIFFSetField) NO(TIFFSetSubDirectory) NO(TIFFSetWarningHandler) NO(TIFFWriteScanline) NO(TIFF_4)
NO(WebPAnimEncoderAdd) NO(WebPAnimEncoderAssemble) NO(WebPAnimEncoderDelete) NO(WebPAnimEncoderNewInternal)
NO(WebPAnimEncoderOptionsInitInternal) NO(WebPConfigInitInternal) NO(WebPDecodeRGBAInto) NO(WebPEncodeLosslessRGBA)
NO(WebPEncodeRGBA) NO(WebPGetEncoderVersion) NO(WebPGetFeaturesInternal) NO(WebPMuxAssemble)
NO(WebPMuxCreateInternal) NO(WebPMuxDelete) NO(WebPMuxGetAnimationParams) NO(WebPMuxSetAnimationParams)
NO(WebPPictureFree) NO(WebPPictureImportRGBA) NO(WebPPictureInitInternal) NO(jpeg_CreateCompress)
NO(jpeg_CreateDecompress) NO(jpeg_calc_output_dimensions) NO(jpeg_destroy) NO(jpeg_destroy_compress)
NO(jpeg_destroy_decompress) NO(jpeg_finish_compress) NO(jpeg_finish_decompress) NO(jpeg_read_header)
NO(jpeg_read_scanlines) NO(jpeg_set_defaults) NO(jpeg_set_marker_processor) NO(jpeg_set_quality)
NO(jpeg_simple_progression) NO(jpeg_start_compress) NO(jpeg_start_decompress) NO(jpeg_std_error) NO(jpeg_stdio_dest)
NO(jpeg_stdio_src) NO(jpeg_write_marker) NO(jpeg_write_scanlines) NO(png_create_info_struct)
NO(png_create_read_struct) NO(png_create_write_struct) NO(png_destroy_read_struct) NO(png_destroy_write_struct)
NO(png_error) NO(png_get_PLTE) NO(png_get_bit_depth) NO(png_get_channels) NO(png_get_color_type)
NO(png_get_image_height) NO(png_get_image_width) NO(png_get_io_ptr) NO(png_get_libpng_ver) NO(png_get_rowbytes)
NO(png_get_rows) NO(png_get_tRNS) NO(png_get_text) NO(png_get_valid) NO(png_get_x_pixels_per_meter)
NO(png_get_y_pixels_per_meter) NO(png_init_io) NO(png_read_info) NO(png_read_png) NO(png_set_IHDR) NO(png_set_PLTE)
NO(png_set_compression_level) NO(png_set_gAMA) NO(png_set_longjmp_fn) NO(png_set_pHYs) NO(png_set_read_fn)
NO(png_set_rows) NO(png_set_tRNS) NO(png_set_text) NO(png_set_write_fn) NO(png_write_end) NO(png_write_image)
NO(png_write_info) NO(png_write_row) NO(png_write_rows)
