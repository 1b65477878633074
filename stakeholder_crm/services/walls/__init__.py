"""What keeps a wall whole: the host lets a share open what a permission hook has closed."""
